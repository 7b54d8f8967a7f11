using System;
using System.Text;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>Which column of a layout holds the record's message.</summary>
static class MessagePlace
{
    /// <summary>The column, or <see cref="FieldPlaces.InLine"/>: a line without a message key is its own message.</summary>
    public static int In(BlockView block, Shape shape)
    {
        var (place, rank) = (FieldPlaces.InLine, int.MaxValue);
        foreach (var column in shape.Columns)
        {
            if (column == BlockView.Messages) return column;
            var key = block.Columns.Keys[column];
            if (key.Path.Contains('\\', StringComparison.Ordinal)) return FieldPlaces.InLine;
            if (FieldName.Find(Encoding.UTF8.GetBytes(key.Path)) is not { Role: FieldRole.Message } name || name.Rank >= rank) continue;
            // A number or a literal may be no message.
            (place, rank) = (key.IsQuoted ? column : FieldPlaces.InLine, name.Rank);
        }

        return place;
    }
}
