using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Is told the texts of a column while it is encoded, but for numbers and times: of equal ones one at least, and of templates with variables only
/// the parts in which digits stand.
/// </summary>
interface ITextObserver
{
    void Add(ValueList texts);

    void Add(ReadOnlySpan<byte> text);

    /// <param name="before">Letters directly before each part, and the backslashes before these.</param>
    /// <param name="parts">Of texts.</param>
    /// <param name="behind">Letters directly behind each part.</param>
    void AddParts(ReadOnlySpan<byte> before, ValueSpan parts, ReadOnlySpan<byte> behind);
}
