using System.Linq;
using System.Text;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Where in a block the texts stand that a search looks at.</summary>
static class TextPlaces
{
    /// <summary>
    /// The column's values are the message or fields of their records, in every row: what stands in them is found by a search
    /// for text. Those of keys that may be the record's time, level or names are so only where they are not.
    /// </summary>
    public static bool IsText(ColumnKey key) =>
        FieldName.Find(Encoding.UTF8.GetBytes(key.Path)) is not { } name || name.Role is FieldRole.Message or FieldRole.Metadata;

    /// <summary>
    /// The columns of the shape may not be all of what a search for text looks at: whole lines with escapes, and JSON without
    /// a message, whose message is the line itself.
    /// </summary>
    public static bool HidesText(BlockLayout layout, int shape) =>
        shape == BlockView.OddLines || (!layout.Shapes[shape].Columns.Contains(BlockView.WholeLines) && !HasMessage(layout, shape));

    static bool HasMessage(BlockLayout layout, int shape) => layout.Shapes[shape].Columns.Any(column => column == BlockView.Messages
        || (layout.Keys[column].IsQuoted && FieldName.Find(Encoding.UTF8.GetBytes(layout.Keys[column].Path)) is { Role: FieldRole.Message }));
}
