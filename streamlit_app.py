"""The dashboard: ``streamlit run streamlit_app.py``."""

if __name__ != "__mp_main__":  # a process that only reads documents imports this file too, and needs nothing of it
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.starlette import App

    if get_script_run_ctx(suppress_warning=True) is None:
        # Imported by the server, once.
        from dashboard.pages.page_head import HEAD_OF_PAGES
        from dashboard.pages.permission import GATE
        from dashboard.pages.server_start import started

        app = App(__file__, lifespan=started, middleware=[HEAD_OF_PAGES, GATE])
    else:
        # Run as a script, for each viewer and each interaction.
        from dashboard.pages.app import run_app

        run_app()
