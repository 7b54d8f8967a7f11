using System.Diagnostics;
using System.Linq;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Writes what stands behind a field's colon.</summary>
static class TestPrinter
{
    public static string Print(ValueTest test) => test switch
    {
        HasValue => "*",
        EqualTo equal => ValueText.Write(equal.Text),
        ExactlyEqualTo exact => "=" + QuotedText.Write(exact.Text),
        HoldsPhrase phrase => QuotedText.Write(phrase.Text),
        Like like => string.Join('*', like.Parts.Select(part => part.Length == 0 || ValueText.IsPlain(part) ? part : QuotedText.Write(part))),
        Matches regex => "~" + QuotedText.WriteRaw(regex.Pattern),
        Compare compare => Sign(compare.Comparison) + PrintOperand(compare.Operand),
        _ => throw new UnreachableException(test.GetType().Name),
    };

    static string PrintOperand(Operand operand) => operand switch
    {
        NumberOperand number => number.Number + Units.Symbol(number.Unit),
        TimeOperand time => Timestamps.Format(time.TimestampNs),
        TextOperand text => QuotedText.Write(text.Text),
        _ => throw new UnreachableException(operand.GetType().Name),
    };

    static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };
}
