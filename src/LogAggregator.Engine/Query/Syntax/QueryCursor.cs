using System;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>
/// Where a parser is in the text, and the first error it met. A method of a parser that returns null has set the error.
/// </summary>
sealed class QueryCursor(string text)
{
    public string Text { get; } = text;

    /// <summary>Index of the next character.</summary>
    public int At { get; set; }

    public QueryError? Error { get; private set; }

    public bool AtEnd => At >= Text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Current => Peek(0);

    public char Peek(int ahead) => At + ahead < Text.Length ? Text[At + ahead] : '\0';

    public bool AtSpace => !AtEnd && char.IsWhiteSpace(Text[At]);

    public void SkipSpace()
    {
        while (AtSpace) At++;
    }

    public bool TryTake(char expected)
    {
        if (AtEnd || Text[At] != expected) return false;
        At++;
        return true;
    }

    /// <summary>The word stands here, in any case, and ends here.</summary>
    public bool IsAtWord(string word) =>
        string.Compare(Text, At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && EndsWord(At + word.Length);

    public bool TryTakeWord(string word)
    {
        if (!IsAtWord(word)) return false;
        At += word.Length;
        SkipSpace();
        return true;
    }

    /// <summary>What stands here, for a message: <c>"foo"</c> or <c>the end</c>.</summary>
    public string Found
    {
        get
        {
            if (AtEnd) return "the end";
            var end = At + 1;
            while (end < Text.Length && end - At < 20 && !EndsWord(end)) end++;
            return "\"" + Text[At..end] + "\"";
        }
    }

    /// <summary>Keeps the first error. Always null, so that a parser can return it.</summary>
    public T? Fail<T>(int at, string message) where T : class
    {
        Error ??= new QueryError(at + 1, message);
        return null;
    }

    /// <summary>As <see cref="Fail{T}"/>, for parsers that say false.</summary>
    public bool Fail(int at, string message)
    {
        Error ??= new QueryError(at + 1, message);
        return false;
    }

    bool EndsWord(int at) => at >= Text.Length || char.IsWhiteSpace(Text[at]) || Text[at] is '(' or ')' or '|' or '"' or ',';
}
