// The code that draws charts is by far the largest piece of Streamlit's front end, and the browser takes most of a
// second to start it. Streamlit does so once there is a chart to draw; here it is done as soon as the page has asked
// the server for its content, while the server is at that. page_head.py writes in where the code is and which pages have
// none.
(() => {
  if (WITHOUT_CHARTS.includes(decodeURIComponent(location.pathname).split("/").pop())) return;
  const state = "data-test-connection-state";
  const untilConnected = new MutationObserver(() => {
    if (!document.querySelector(`[${state}="CONNECTED"]`)) return;
    untilConnected.disconnect();
    setTimeout(() => import(CHART_CODE).catch(() => {}));  // Streamlit asks again, and says what is wrong
  });
  untilConnected.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: [state] });
})();
