using System;
using System.Linq;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Why a text is no query.</summary>
/// <param name="Position">Where, in characters from 1; one past the end if something is missing there.</param>
/// <param name="Message">What was expected, as the end of a sentence.</param>
public sealed record QueryError(int Position, string Message)
{
    /// <summary>Most characters of the text that <see cref="Render"/> shows on each side of the place.</summary>
    const int Shown = 60;

    /// <summary>One sentence.</summary>
    public override string ToString() => $"at {Position}: {Message}";

    /// <summary>Two lines for a terminal: the text around the place, and a caret under it with the message.</summary>
    public string Render(string text)
    {
        var at = Math.Min(Position - 1, text.Length);
        var start = Math.Max(0, at - Shown);
        var shown = string.Concat(text.Skip(start).Take(2 * Shown).Select(c => char.IsControl(c) ? ' ' : c));
        return shown + "\n" + new string(' ', at - start) + "^ " + Message;
    }
}
