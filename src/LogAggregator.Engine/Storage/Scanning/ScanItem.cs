namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>Something a scan can find rows in: its key is that of its first row, or smaller.</summary>
abstract class ScanItem
{
    public SortKey Key { get; protected set; }
}

/// <summary>Rows that were not looked at yet: a segment, a block, a chunk in memory.</summary>
abstract class UnopenedItem : ScanItem
{
    /// <summary>Gives the scan what is inside.</summary>
    public abstract void Open(Scan scan);
}
