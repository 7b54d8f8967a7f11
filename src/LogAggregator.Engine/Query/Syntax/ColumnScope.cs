using System.Collections.Immutable;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>
/// Which columns a pipe can name: any field while rows are still records, only the columns of the table after a pipe that
/// makes one.
/// </summary>
/// <param name="Columns">The table's columns; null while rows are records.</param>
readonly record struct ColumnScope(ImmutableArray<string>? Columns)
{
    public static ColumnScope Records => default;

    public bool IsTable => Columns is not null;

    /// <summary>The column that a typed name means; null if there is none.</summary>
    public string? Resolve(string name)
    {
        if (Columns is not { } columns) return FieldNames.Canonical(name);
        if (columns.Contains(name)) return name;
        var canonical = FieldNames.Canonical(name);
        return columns.Contains(canonical) ? canonical : null;
    }

    /// <summary>For a message.</summary>
    public string MissingMessage(string name) => $"there is no column {name} here; there is {string.Join(", ", Columns ?? [])}";

    public ColumnScope With(ImmutableArray<string> more)
    {
        if (Columns is not { } columns) return this;
        foreach (var column in more)
            if (!columns.Contains(column)) columns = columns.Add(column);
        return new ColumnScope(columns);
    }
}
