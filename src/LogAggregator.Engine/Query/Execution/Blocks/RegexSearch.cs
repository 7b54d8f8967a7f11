using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Finds the rows of a block that may have a value that a regular expression matches.</summary>
static class RegexSearch
{
    public static RowSelection Run(BlockView block, RegexTest test)
    {
        var may = new RowSet(block.Count);
        // A line that is not taken apart is more than its values: an anchor may stand inside of it.
        block.AddRowsOf(BlockView.PlainLines, may);
        block.AddRowsThatHideText(may);
        for (var column = BlockView.FirstPath; column < block.Columns.Keys.Length; column++) block.Find(column, test, may);
        return new RowSelection(may, new RowSet(block.Count));
    }
}
