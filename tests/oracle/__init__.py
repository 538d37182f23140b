"""The KPIs computed a second time: plain Python over the simulator's truth.

Written from the words of the KPI catalogue, never from the models. It reads only `truth/`.
"""
