using System;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads <c>since:</c>, <c>until:</c> and comparisons of <c>timestamp:</c>. Null: an error is set.</summary>
static class TimeBoundParser
{
    public const long OpenStart = 0;

    public const long OpenEnd = long.MaxValue;

    public static TimeRange? Parse(QueryCursor cursor, ColumnScope scope, string name, int nameStart, DateTimeOffset now)
    {
        if (scope.IsTable && scope.Resolve(FieldNames.Timestamp) is null && scope.Resolve(TimeStepKey.ColumnName) is null)
            return cursor.Fail<TimeRange>(nameStart, scope.MissingMessage(FieldNames.Timestamp));
        var start = cursor.At;
        var text = cursor.Current == '(' ? "" : TextToken.Read(cursor)?.Text;
        if (text is null) return null;
        if (DurationParser.TryParse(text, out var ago))
        {
            var nowNs = (now - DateTimeOffset.UnixEpoch).Ticks * 100;
            return Bound(name, Math.Max(OpenStart, nowNs - ago));
        }

        return Timestamps.TryParseIso(text, out var timestampNs)
            ? Bound(name, Math.Max(OpenStart, timestampNs))
            : cursor.Fail<TimeRange>(start, "expected how long ago (15m, 2h, 3d) or a time (2026-11-01, 2026-11-01T10:00Z)");
    }

    public static Filter? ParseComparison(QueryCursor cursor)
    {
        if (cursor.IsAtWord("*"))
        {
            cursor.At++;
            return AllRecords.Instance;
        }

        if (cursor.Current is not ('<' or '>'))
            return cursor.Fail<Filter>(cursor.At, "expected >, >=, < or <= and a time; or use since: and until:");
        var comparison = CompareParser.TakeComparison(cursor);
        var start = cursor.At;
        if (cursor.Current == '(' || TextToken.Read(cursor) is not { } token || !Timestamps.TryParseIso(token.Text, out var ns))
            return cursor.Fail<Filter>(start, "expected a time (2026-11-01, 2026-11-01T10:00Z)");
        ns = Math.Max(OpenStart, ns);
        return comparison switch
        {
            Comparison.Less => new TimeRange(OpenStart, ns),
            Comparison.LessOrEqual => new TimeRange(OpenStart, ns + 1),
            Comparison.Greater => new TimeRange(ns + 1, OpenEnd),
            _ => new TimeRange(ns, OpenEnd),
        };
    }

    static TimeRange Bound(string name, long ns) => name == "since" ? new TimeRange(ns, OpenEnd) : new TimeRange(OpenStart, ns);
}
