"""The yardstick of app_speed: a Streamlit app of one filter and one Plotly chart, and nothing besides."""

import plotly.graph_objects as go
import streamlit as st

VALUES = {"甲街道": 3, "乙街道": 5, "丙街道": 2}

chosen = st.pills("街道", list(VALUES), selection_mode="multi")
shown = {street: value for street, value in VALUES.items() if street in chosen or not chosen}
st.plotly_chart(go.Figure(go.Bar(x=list(shown), y=list(shown.values()))))
