namespace LogAggregator.Engine.Storage.Scanning;

/// <param name="Order">In which order.</param>
/// <param name="Filter">Which rows.</param>
/// <param name="After">Only rows behind this place, if there is one.</param>
sealed record ScanQuery(ScanOrder Order, ScanFilter Filter, SortKey? After)
{
    public bool IsBehind(in SortKey key) => After is not { } after || key > after;
}
