using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>Which column of a block holds a field, for each layout of lines.</summary>
sealed class FieldPlaces
{
    /// <summary>Lines of that layout have no such value.</summary>
    public const int Nowhere = -1;

    /// <summary>Only the line tells.</summary>
    public const int InLine = -2;

    readonly int[] _columnOfShape;

    /// <param name="block">The block.</param>
    /// <param name="placeIn">Says it of a layout that takes lines apart.</param>
    public FieldPlaces(BlockView block, Func<BlockView, Shape, int> placeIn)
    {
        _columnOfShape = new int[block.Columns.Shapes.Length];
        for (var shape = 0; shape < _columnOfShape.Length; shape++)
            _columnOfShape[shape] = shape < BlockView.FirstShape ? InLine : placeIn(block, block.Columns.Shapes[shape]);
    }

    /// <summary>The column, <see cref="Nowhere"/> or <see cref="InLine"/>.</summary>
    public ReadOnlySpan<int> OfShape => _columnOfShape;

    public IEnumerable<int> Columns => _columnOfShape.Where(column => column >= 0).Distinct();
}
