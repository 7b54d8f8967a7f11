using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>What a block's columns say of its rows.</summary>
/// <param name="May">No row outside matches.</param>
/// <param name="Sure">Every row inside matches; all of them are in <paramref name="May"/>.</param>
readonly record struct BlockAnswer(RowSet May, RowSet Sure)
{
    public bool IsExact => May.Size == Sure.Size;

    /// <summary>Each row must be looked at.</summary>
    public static BlockAnswer Unknown(int count)
    {
        var may = new RowSet(count);
        may.AddAll();
        return new BlockAnswer(may, new RowSet(count));
    }

    public static BlockAnswer Exact(RowSet rows) => new(rows, rows);

    public static BlockAnswer All(int count)
    {
        var all = new RowSet(count);
        all.AddAll();
        return Exact(all);
    }

    public static BlockAnswer None(int count) => Exact(new RowSet(count));
}
