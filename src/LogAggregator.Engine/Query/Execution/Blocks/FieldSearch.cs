using System;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>
/// Finds the rows of a block that have a value of the metadata that a test takes: those whose column has one. Plain text has no
/// metadata. Rows in which more than one column may be the field are looked at.
/// </summary>
static class FieldSearch
{
    public static RowSelection Run(BlockView block, MetadataField field, CompiledTest test)
    {
        var may = new RowSet(block.Count);
        // Lines that are not taken apart are looked at one by one.
        block.AddRowsOf(BlockView.WholeLines, may);
        block.AddRowsOf(BlockView.OddLines, may);
        var columns = new FieldColumns(block, field.Path);
        var found = new RowSet(block.Count);
        for (var column = BlockView.FirstPath; column < block.Columns.Keys.Length; column++)
        {
            var relation = columns[column];
            if (relation == FieldRelation.Inside) block.AddRowsOf(column, may);
            else if (relation != FieldRelation.None) block.Find(column, new FieldTest(field, block.Columns.Keys[column].IsQuoted, test), found);
        }

        may.UnionWith(found);
        if (!found.IsEmpty) found.IntersectWith(block.RowsOfShapes(columns.Decides));
        return new RowSelection(may, found);
    }

    sealed class FieldTest(MetadataField field, bool isQuoted, CompiledTest test) : ColumnTest
    {
        public override bool IsSureOf(ReadOnlySpan<byte> part, bool isOpenBefore, bool isOpenBehind) => false;

        protected override bool Matches(ReadOnlySpan<byte> text) => field.Takes(text, isQuoted, test);
    }
}
