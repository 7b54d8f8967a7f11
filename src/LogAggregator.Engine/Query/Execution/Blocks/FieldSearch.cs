using System;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Finds the rows of a block that may have a value of the metadata that a test takes: those whose column has one.</summary>
static class FieldSearch
{
    public static RowSelection Run(BlockView block, MetadataField field, CompiledTest test)
    {
        var may = new RowSet(block.Count);
        // Lines that are not taken apart are looked at one by one.
        for (var column = 0; column < BlockView.FirstPath; column++) block.AddRowsOf(column, may);
        for (var column = BlockView.FirstPath; column < block.Columns.Keys.Length; column++)
        {
            var key = block.Columns.Keys[column];
            if (FieldPath.IsInside(key.Path, field.Path)) block.AddRowsOf(column, may);
            else if (FieldPath.IsNamed(key.Path, field.Path)) block.Find(column, new FieldTest(field, key.IsQuoted, test), may);
        }

        return new RowSelection(may, new RowSet(block.Count));
    }

    sealed class FieldTest(MetadataField field, bool isQuoted, CompiledTest test) : ColumnTest
    {
        public override bool IsSureOf(ReadOnlySpan<byte> part, bool isOpenBefore, bool isOpenBehind) => false;

        protected override bool Matches(ReadOnlySpan<byte> text) => field.Takes(text, isQuoted, test);
    }
}
