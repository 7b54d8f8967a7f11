using System;
using System.Collections.Immutable;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads the pipes of a query one after the other, and knows which columns the next one can name.</summary>
sealed class PipeParser(QueryCursor cursor, DateTimeOffset now)
{
    const string Names = "where, stats, top, uniq, sort, limit, fields, patterns or extract";

    /// <summary>Rows that <c>top</c> gives where the query does not say.</summary>
    const long DefaultTop = 10;

    ColumnScope _scope = ColumnScope.Records;

    /// <summary>Null: an error is set.</summary>
    public Pipe? Parse()
    {
        cursor.SkipSpace();
        var start = cursor.At;
        var name = NameParser.TakePlain(cursor);
        cursor.SkipSpace();
        return name.ToLowerInvariant() switch
        {
            "where" => new FilterParser(cursor, _scope, now).Parse() is { } filter ? new WherePipe(filter) : null,
            "stats" => ParseStats(),
            "top" => ParseTop(),
            "uniq" => ParseUniq(),
            "sort" => ParseSort(),
            "limit" => ReadCount() is { } count ? new LimitPipe(count) : null,
            "fields" => ParseFields(),
            "patterns" => ParsePatterns(start),
            "extract" => ParseExtract(),
            _ => cursor.Fail<Pipe>(start, $"expected a pipe: {Names}"),
        };
    }

    StatsPipe? ParseStats()
    {
        if (new StatsParser(cursor, _scope).Parse() is not { } stats) return null;
        _scope = new ColumnScope(stats.OutputColumns);
        return stats;
    }

    Pipe? ParseTop()
    {
        var count = DefaultTop;
        if (char.IsAsciiDigit(cursor.Current))
        {
            if (ReadCount() is not { } given) return null;
            count = given;
            cursor.SkipSpace();
        }

        if (cursor.TryTakeWord("by")) return ReadColumns() is { } by ? new TopPipe(count, by) : null;
        if (ReadColumns() is not { } fields) return null;
        _scope = new ColumnScope([.. fields, TopValuesPipe.CountColumn]);
        return new TopValuesPipe(count, fields);
    }

    UniqPipe? ParseUniq()
    {
        cursor.TryTakeWord("by");
        if (ReadColumns() is not { } fields) return null;
        _scope = new ColumnScope(fields);
        return new UniqPipe(fields);
    }

    FieldsPipe? ParseFields()
    {
        if (ReadColumns() is not { } fields) return null;
        _scope = new ColumnScope(fields);
        return new FieldsPipe(fields);
    }

    SortPipe? ParseSort()
    {
        cursor.TryTakeWord("by");
        var keys = ImmutableArray.CreateBuilder<SortKey>();
        do
        {
            cursor.SkipSpace();
            if (NameParser.ReadColumn(cursor, _scope) is not { } field) return null;
            cursor.SkipSpace();
            var descending = cursor.TryTakeWord("desc");
            if (!descending) cursor.TryTakeWord("asc");
            keys.Add(new SortKey(field, descending));
        }
        while (cursor.TryTake(','));

        return new SortPipe(keys.ToImmutable());
    }

    PatternsPipe? ParsePatterns(int start)
    {
        if (_scope.Resolve(FieldNames.Message) is null)
            return cursor.Fail<PatternsPipe>(start, "patterns needs the column message; " + _scope.MissingMessage(FieldNames.Message));
        _scope = new ColumnScope(PatternsPipe.OutputColumns);
        return new PatternsPipe();
    }

    ExtractPipe? ParseExtract()
    {
        var start = cursor.At;
        if (cursor.Current != '"') return cursor.Fail<ExtractPipe>(start, "expected a pattern in quotes, such as \"user <name> from <ip>\"");
        if (QuotedText.Read(cursor) is not { } text) return null;
        if (!ExtractPattern.TryParse(text, out var pattern, out var message)) return cursor.Fail<ExtractPipe>(start, message);
        cursor.SkipSpace();
        string? field = FieldNames.Message;
        if (cursor.TryTakeWord("from")) field = NameParser.ReadColumn(cursor, _scope);
        else if (_scope.Resolve(field) is null) return cursor.Fail<ExtractPipe>(cursor.At, "expected from and a column; " + _scope.MissingMessage(field));
        if (field is null) return null;
        _scope = _scope.With(pattern.Names);
        return new ExtractPipe(text, field);
    }

    ImmutableArray<string>? ReadColumns()
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        do
        {
            cursor.SkipSpace();
            var start = cursor.At;
            if (NameParser.ReadColumn(cursor, _scope) is not { } column) return null;
            if (columns.Contains(column))
            {
                cursor.Fail(start, $"{column} is there twice");
                return null;
            }

            columns.Add(column);
            cursor.SkipSpace();
        }
        while (cursor.TryTake(','));

        return columns.ToImmutable();
    }

    long? ReadCount()
    {
        var start = cursor.At;
        while (char.IsAsciiDigit(cursor.Current)) cursor.At++;
        if (long.TryParse(cursor.Text.AsSpan(start, cursor.At - start), out var count) && count > 0) return count;
        cursor.At = start;
        cursor.Fail(start, $"expected a whole number from 1, found {cursor.Found}");
        return null;
    }
}
