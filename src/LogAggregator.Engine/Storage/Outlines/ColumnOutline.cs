using System;
using System.Linq;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>What is known of a column's values without reading them. Immutable.</summary>
/// <param name="Forms">Each value is of one of them.</param>
sealed record ColumnOutline(TextForm[] Forms)
{
    public long Rows { get; } = Forms.Sum(form => (long)form.Rows);

    /// <summary>Asks each form.</summary>
    public OutlineAnswer Ask(ColumnTest test) => Ask(test, []);

    /// <summary>Asks each form.</summary>
    /// <param name="test">The question.</param>
    /// <param name="answers">Gets what each says, if there is room.</param>
    public OutlineAnswer Ask(ColumnTest test, Span<TemplateAnswer> answers)
    {
        var (sure, open) = (0L, false);
        for (var i = 0; i < Forms.Length; i++)
        {
            var answer = Forms[i].Ask(test);
            if (i < answers.Length) answers[i] = answer;
            if (answer.Matches == TemplateMatch.All) sure += Forms[i].Rows;
            else open |= answer.Matches == TemplateMatch.Rows;
        }

        return new OutlineAnswer(sure, open);
    }
}

/// <param name="SureRows">So many values match for sure.</param>
/// <param name="IsOpen">Others may match; else none does.</param>
readonly record struct OutlineAnswer(long SureRows, bool IsOpen)
{
    public bool IsNone => SureRows == 0 && !IsOpen;
}
