using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>Which column of a layout holds a value of the metadata.</summary>
static class MetadataPlace
{
    /// <summary>The column, <see cref="FieldPlaces.Nowhere"/> or <see cref="FieldPlaces.InLine"/>.</summary>
    public static int In(BlockView block, Shape shape, string path)
    {
        var place = FieldPlaces.Nowhere;
        foreach (var column in shape.Columns)
        {
            var key = block.Columns.Keys[column].Path;
            if (FieldPath.IsInside(key, path)) return FieldPlaces.InLine;
            if (!FieldPath.IsNamed(key, path)) continue;
            if (place != FieldPlaces.Nowhere || !IsField(key, path, shape)) return FieldPlaces.InLine;
            place = column;
        }

        return place;
    }

    /// <summary>The key stands for itself: not for the record's time, level or names, and not for a key with a dot in it.</summary>
    static bool IsField(string key, string path, Shape shape) =>
        FieldPath.IsPlain(key) && FieldPath.WithoutMetadata(key) == path && (key == path || !FieldPath.HasDottedMetadata(shape));
}
