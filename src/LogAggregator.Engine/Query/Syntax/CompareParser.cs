using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads <c>&gt;250</c>, <c>&lt;=1.5s</c>, <c>&gt;2026-11-01T10:00Z</c>, <c>&gt;"text"</c>. Null: an error is set.</summary>
static class CompareParser
{
    public static Compare? Parse(QueryCursor cursor)
    {
        var comparison = TakeComparison(cursor);
        return ReadOperand(cursor) is { } operand ? new Compare(comparison, operand) : null;
    }

    /// <summary>Takes one of the four signs; one stands here.</summary>
    public static Comparison TakeComparison(QueryCursor cursor)
    {
        var less = cursor.Current == '<';
        cursor.At++;
        var orEqual = cursor.TryTake('=');
        if (less) return orEqual ? Comparison.LessOrEqual : Comparison.Less;
        return orEqual ? Comparison.GreaterOrEqual : Comparison.Greater;
    }

    static Operand? ReadOperand(QueryCursor cursor)
    {
        var start = cursor.At;
        if (cursor.Current != '(')
        {
            if (TextToken.Read(cursor) is not { } token) return null;
            if (token.IsQuoted) return new TextOperand(token.Text);
            if (Quantity.TryParse(token.Text, out var quantity)) return new NumberOperand(quantity.Number, quantity.Unit);
            if (Timestamps.TryParseIso(token.Text, out var timestampNs)) return new TimeOperand(timestampNs);
        }

        return cursor.Fail<Operand>(start, "expected a number (250, 1.5, 250ms, 10kb), a time (2026-11-01T10:00Z) or a text in quotes");
    }
}
