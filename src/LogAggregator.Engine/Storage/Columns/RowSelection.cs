namespace LogAggregator.Engine.Storage.Columns;

/// <summary>What a block's columns say of its rows.</summary>
/// <param name="May">No row outside matches.</param>
/// <param name="Sure">Every row inside matches; all of them are in <paramref name="May"/>.</param>
readonly record struct RowSelection(RowSet May, RowSet Sure)
{
    public bool IsExact => May.Size == Sure.Size;

    /// <summary>Each row must be looked at.</summary>
    public static RowSelection Unknown(int count)
    {
        var may = new RowSet(count);
        may.AddAll();
        return new RowSelection(may, new RowSet(count));
    }

    public static RowSelection Exact(RowSet rows) => new(rows, rows);

    public static RowSelection All(int count)
    {
        var all = new RowSet(count);
        all.AddAll();
        return Exact(all);
    }

    public static RowSelection None(int count) => Exact(new RowSet(count));
}
