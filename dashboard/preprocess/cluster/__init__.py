"""The same map and reduce over dask.distributed, with documents and tables at any address that fsspec opens.

Nothing of it is loaded unless it is asked for (``--engine dask``): dask and fsspec are extras.
"""
