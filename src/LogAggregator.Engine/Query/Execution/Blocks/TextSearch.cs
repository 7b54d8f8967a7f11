using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Finds a text in the columns of a block.</summary>
static class TextSearch
{
    public static RowSelection Run(BlockView block, TextTest test)
    {
        var sure = new RowSet(block.Count);
        var unsure = new RowSet(block.Count);
        // A plain line is more than its message, and one with escapes may hide the text: both are looked at.
        block.Find(BlockView.PlainLines, test, unsure);
        block.AddRowsThatHideText(unsure);
        for (var column = BlockView.FirstPath; column < block.Columns.Keys.Length; column++)
        {
            // A bare null is no text, though it reads like one.
            var isText = block.IsText(column) && (block.Columns.Keys[column].IsQuoted || !test.Accepts("null"u8));
            block.Find(column, test, isText ? sure : unsure);
        }

        unsure.UnionWith(sure);
        return new RowSelection(unsure, sure);
    }
}
