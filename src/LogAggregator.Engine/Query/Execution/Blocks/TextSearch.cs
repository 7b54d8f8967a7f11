using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Finds the rows of a block that have a text, of those that a search looks at, that a test takes.</summary>
static class TextSearch
{
    /// <param name="block">The block.</param>
    /// <param name="test">The question to each text.</param>
    /// <param name="isLocal">What a value has of the answer, the whole line has as well: anchors are not.</param>
    public static RowSelection Run(BlockView block, ColumnTest test, bool isLocal)
    {
        var sure = new RowSet(block.Count);
        var unsure = new RowSet(block.Count);
        // A line that is not taken apart is more than its values, and one with escapes may hide the text: both are looked at.
        if (isLocal) block.Find(BlockView.WholeLines, test, unsure);
        else block.AddRowsOf(BlockView.WholeLines, unsure);
        block.AddRowsThatHideText(unsure);
        block.Find(BlockView.Messages, test, sure);
        for (var column = BlockView.FirstPath; column < block.Columns.Keys.Length; column++)
        {
            if (!block.Columns.Keys[column].IsJson) continue;
            block.Find(column, test, TellsSurely(block.Columns.Keys[column], test) ? sure : unsure);
        }

        unsure.UnionWith(sure);
        return new RowSelection(unsure, sure);
    }

    /// <summary>What <see cref="Run"/> would find, as far as a block's outline tells.</summary>
    /// <param name="outline">Of the block.</param>
    /// <param name="test">The question to each text.</param>
    /// <param name="isLocal">As of <see cref="Run"/>.</param>
    public static Foreseen Foresee(BlockOutline outline, ColumnTest test, bool isLocal)
    {
        if (!outline.IsKnown || HidesText(outline, isLocal)) return Foreseen.Nothing;
        var keys = outline.Layout.Keys;
        var (rows, jsonColumns) = (0L, 0);
        for (var column = 0; column < keys.Length; column++)
        {
            if (column == BlockView.OddLines || keys[column].IsTime) continue;
            test.Escaped = keys[column].IsQuoted;
            var answer = outline.Of(column)!.Ask(test);
            if (answer.IsNone) continue;
            // A row may match in two columns of JSON: it is one row.
            if (keys[column].IsJson) jsonColumns++;
            if (answer.IsOpen || jsonColumns > 1 || !(column == BlockView.Messages || (keys[column].IsJson && TellsSurely(keys[column], test)))) return Foreseen.Nothing;
            rows += answer.SureRows;
        }

        return new Foreseen(rows > 0, rows);
    }

    static bool HidesText(BlockOutline outline, bool isLocal)
    {
        if (outline.Of(BlockView.OddLines)!.Rows > 0 || (!isLocal && outline.Of(BlockView.WholeLines)!.Rows > 0)) return true;
        for (var shape = 0; shape < outline.RowsOfShape.Length; shape++)
        {
            if (outline.RowsOfShape[shape] > 0 && TextPlaces.HidesText(outline.Layout, shape)) return true;
        }

        return false;
    }

    /// <summary>The values are texts in every row. A bare null is none, though it reads like one.</summary>
    static bool TellsSurely(ColumnKey key, ColumnTest test) => TextPlaces.IsText(key) && (key.IsQuoted || !test.Accepts("null"u8));
}
