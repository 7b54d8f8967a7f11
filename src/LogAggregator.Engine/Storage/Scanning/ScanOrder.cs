namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>In which order rows are found; ties by sequence.</summary>
enum ScanOrder
{
    /// <summary>By event time, the greatest first.</summary>
    NewestFirst,

    /// <summary>By event time, the smallest first.</summary>
    OldestFirst,

    /// <summary>By sequence, the smallest first.</summary>
    Arrival,

    /// <summary>By observed time, the smallest first.</summary>
    Observed,
}
