using LogAggregator.Engine.Storage.Columns;

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
            // A bare null is no text, though it reads like one.
            var isText = block.IsText(column) && (block.Columns.Keys[column].IsQuoted || !test.Accepts("null"u8));
            block.Find(column, test, isText ? sure : unsure);
        }

        unsure.UnionWith(sure);
        return new RowSelection(unsure, sure);
    }
}
