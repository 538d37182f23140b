"""What rows of a mart may be without, so that a figure leaves them out and says so.

A measure names them under `config.meta.accord.lacks`, beside its `needs` and `uses`. From that
`kpi__lacking` counts, in every period and for every member, the rows that a figure leaves out.
"""
