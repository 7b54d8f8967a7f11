using System;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>The source and level of a row as one number: rows that have the same print much the same.</summary>
static class RowKeys
{
    const int Levels = 6;

    /// <summary>Numbers them from 0 in the order in which they first come.</summary>
    /// <param name="block">Has the rows.</param>
    /// <param name="rows">Some of them.</param>
    /// <param name="keys">Gets the number of each.</param>
    public static void Number(IBlockRows block, ReadOnlySpan<int> rows, Span<int> keys)
    {
        var numberOfKey = new NumberOfKey();
        var sources = block.Sources;
        var levels = block.Levels;
        for (var i = 0; i < rows.Length; i++) keys[i] = numberOfKey.Of(sources[rows[i]] * Levels + levels[rows[i]]);
    }
}
