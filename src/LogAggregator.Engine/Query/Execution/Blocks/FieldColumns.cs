using System.Linq;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>What the columns of a block have to do with a field of the metadata.</summary>
sealed class FieldColumns
{
    readonly FieldRelation[] _ofColumn;
    readonly bool _hasDottedMetadata;

    public FieldColumns(BlockView block, string field)
    {
        _ofColumn = new FieldRelation[block.Columns.Keys.Length];
        foreach (var shape in block.Columns.Shapes) _hasDottedMetadata |= FieldPath.HasDottedMetadata(shape);
        for (var column = BlockView.FirstPath; column < _ofColumn.Length; column++)
        {
            if (block.Columns.Keys[column].IsJson) _ofColumn[column] = Relation(block.Columns.Keys[column].Path, field);
        }
    }

    public FieldRelation this[int column] => _ofColumn[column];

    /// <summary>In rows of the shape the field is the value of one column and of nothing else.</summary>
    public bool Decides(Shape shape)
    {
        var related = shape.Columns.Select(column => _ofColumn[column]).Where(relation => relation != FieldRelation.None).ToArray();
        return related is [FieldRelation.Is];
    }

    FieldRelation Relation(string path, string field)
    {
        if (FieldPath.IsInside(path, field)) return FieldRelation.Inside;
        if (!FieldPath.IsNamed(path, field)) return FieldRelation.None;
        var isKnown = path == field || !_hasDottedMetadata;
        return FieldPath.WithoutMetadata(path) == field && isKnown && FieldPath.IsPlain(path) ? FieldRelation.Is : FieldRelation.MayBe;
    }
}

/// <summary>How a column stands to a field.</summary>
enum FieldRelation : byte
{
    None,

    /// <summary>Its value is the field's, whatever the row.</summary>
    Is,

    /// <summary>It has the field's name; whether it is the field only the record tells.</summary>
    MayBe,

    /// <summary>The field is an object or array there, or the key has escapes and its name is not known.</summary>
    Inside,
}
