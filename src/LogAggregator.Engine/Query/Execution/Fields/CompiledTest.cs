using System.Diagnostics;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>A question to a value, made ready to be asked many times: of records and of rows of tables alike.</summary>
abstract class CompiledTest
{
    public static CompiledTest For(string field, ValueTest test) => test switch
    {
        HasValue => new AnyValueTest(),
        EqualTo equal => new EqualTest(equal.Text),
        ExactlyEqualTo exact => new ExactTest(exact.Text),
        Like like => new LikeTest(like.Parts),
        HoldsPhrase phrase => new PhraseTest(phrase.Text),
        Matches regex => new RegexTest(regex.Pattern),
        Compare { Operand: NumberOperand { Unit: Unit.None } number } compare => new NumberTest(compare.Comparison, number.Number),
        Compare { Operand: NumberOperand quantity } compare => new QuantityTest(compare.Comparison, quantity, Units.OfFieldName(field)),
        Compare { Operand: TextOperand text } compare => new TextOrderTest(compare.Comparison, text.Text),
        Compare { Operand: TimeOperand time } compare => new TimeTest(compare.Comparison, time.TimestampNs),
        _ => throw new UnreachableException(test.ToString()),
    };

    /// <summary>Never true for null.</summary>
    public bool Takes(Value value) => !value.IsNull && TakesValue(value);

    protected abstract bool TakesValue(Value value);

    protected static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };
}
