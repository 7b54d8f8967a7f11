using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>Rows in the scan's order, one after the other; its key is that of the current one.</summary>
abstract class RowCursor : ScanItem, IDisposable
{
    /// <summary>Goes to the first row; false if there is none.</summary>
    public abstract bool Start();

    /// <summary>The record at the current place, or null if the filter refuses it. Outlives the cursor.</summary>
    public abstract StoredRecord? Current(ScanFilter filter);

    public abstract bool MoveNext();

    /// <summary>Prints matching rows, as long as their keys are not behind that place and the lines are not full. False if no row is left.</summary>
    public abstract bool PrintUpTo(in SortKey last, ScanFilter filter, PrintedLines lines);

    /// <summary>Gives back what the rows are in.</summary>
    public abstract void Dispose();
}
