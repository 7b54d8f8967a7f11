using System.Linq;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>What is known of a column's values without reading them. Immutable.</summary>
/// <param name="Forms">Each value is of one of them.</param>
sealed record ColumnOutline(TextForm[] Forms)
{
    public long Rows { get; } = Forms.Sum(form => (long)form.Rows);

    /// <summary>Asks each form.</summary>
    public OutlineAnswer Ask(ColumnTest test)
    {
        var (sure, open) = (0L, false);
        foreach (var form in Forms)
        {
            var answer = form.Ask(test);
            if (answer == TemplateProbe.Answer.All) sure += form.Rows;
            else open |= answer == TemplateProbe.Answer.Rows;
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
