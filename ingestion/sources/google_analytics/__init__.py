"""Google Analytics 4: web traffic per grain and slice, as `runReport` counts it."""
