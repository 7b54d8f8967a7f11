using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// The columns of the rows between two pipes. While rows are records any field can be asked for: asking adds a column, which
/// the source of the rows then fills. The schema of a table has its columns and no more.
/// </summary>
sealed class Schema
{
    readonly List<string> _columns = [];
    readonly List<string> _extracted = [];

    Schema(bool holdsRecords) => HoldsRecords = holdsRecords;

    public bool HoldsRecords { get; }

    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Columns of records that a pipe fills, in the order in which they came to be.</summary>
    public IReadOnlyList<string> Extracted => _extracted;

    public static Schema OfRecords() => new(holdsRecords: true);

    public static Schema OfTable(IEnumerable<string> columns)
    {
        var schema = new Schema(holdsRecords: false);
        schema._columns.AddRange(columns);
        return schema;
    }

    /// <summary>Index of the column; negative if a table has none of that name.</summary>
    public int Find(string name)
    {
        var index = _columns.IndexOf(name);
        if (index >= 0 || !HoldsRecords) return index;
        _columns.Add(name);
        return _columns.Count - 1;
    }

    /// <summary>Index of a column that a pipe fills.</summary>
    public int Extract(string name)
    {
        if (!_extracted.Contains(name)) _extracted.Add(name);
        return Find(name);
    }

    /// <summary>The table's columns and one more; of records, the same schema with it.</summary>
    public Schema With(IEnumerable<string> extracted)
    {
        if (HoldsRecords)
        {
            foreach (var name in extracted) Extract(name);
            return this;
        }

        var wider = OfTable(_columns);
        foreach (var name in extracted)
            if (!wider._columns.Contains(name)) wider._columns.Add(name);
        return wider;
    }
}
