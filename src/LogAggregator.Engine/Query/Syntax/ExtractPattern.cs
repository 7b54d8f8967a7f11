using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>
/// A pattern of text and holes: <c>user &lt;name&gt; from &lt;ip&gt; port</c>. It fits where its first text is found; a hole reaches to
/// the first place of the text behind it, the last one without text behind it to the end of the line. <c>&lt;_&gt;</c> is a hole without name,
/// <c>\&lt;</c> the character.
/// </summary>
sealed class ExtractPattern
{
    /// <summary>Texts around the holes: one more than there are holes.</summary>
    readonly ImmutableArray<string> _texts;

    ExtractPattern(ImmutableArray<string> texts, ImmutableArray<string> holes)
    {
        _texts = texts;
        Holes = holes;
    }

    /// <summary>The holes' names in order; <c>_</c> for one without.</summary>
    public ImmutableArray<string> Holes { get; }

    /// <summary>The columns it makes.</summary>
    public ImmutableArray<string> Names => [.. Holes.Where(hole => hole != "_")];

    public static bool TryParse(string text, [NotNullWhen(true)] out ExtractPattern? pattern, out string message)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        var holes = ImmutableArray.CreateBuilder<string>();
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && TryHole(text, i, out var name))
            {
                texts.Add(part.ToString());
                part.Clear();
                holes.Add(name);
                i += name.Length + 1;
                continue;
            }

            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '<') i++;
            part.Append(text[i]);
        }

        texts.Add(part.ToString());
        pattern = new ExtractPattern(texts.ToImmutable(), holes.ToImmutable());
        message = pattern.Problem();
        return message.Length == 0;
    }

    /// <summary>Where each hole's value is in the text. False where the pattern does not fit.</summary>
    public bool TryMatch(ReadOnlySpan<char> text, Span<Range> values)
    {
        var at = text.IndexOf(_texts[0], StringComparison.Ordinal);
        if (at < 0) return false;
        at += _texts[0].Length;
        for (var i = 0; i < Holes.Length; i++)
        {
            var length = LengthOfHole(text[at..], i);
            if (length < 0) return false;
            values[i] = at..(at + length);
            at += length + _texts[i + 1].Length;
        }

        return true;
    }

    int LengthOfHole(ReadOnlySpan<char> rest, int hole)
    {
        var next = _texts[hole + 1];
        if (next.Length > 0) return rest.IndexOf(next, StringComparison.Ordinal);
        var lineEnd = rest.IndexOf('\n');
        return lineEnd < 0 ? rest.Length : lineEnd;
    }

    string Problem()
    {
        if (Names.IsEmpty) return "expected a pattern with at least one <name>";
        if (Names.Distinct().Count() < Names.Length) return "each <name> may be there once; <_> takes what needs no name";
        if (Names.FirstOrDefault(name => FieldNames.IsOwn(name) || FieldNames.Canonical(name) != name) is { } taken)
            return $"<{taken}> is a field that every record has; choose another name";
        for (var i = 1; i < _texts.Length - 1; i++)
            if (_texts[i].Length == 0) return $"expected some text between <{Holes[i - 1]}> and <{Holes[i]}>";
        return "";
    }

    static bool TryHole(string text, int start, out string name)
    {
        var end = start + 1;
        while (end < text.Length && NameParser.IsNameChar(text[end])) end++;
        name = text[(start + 1)..end];
        return name.Length > 0 && NameParser.IsNameStart(name[0]) && end < text.Length && text[end] == '>';
    }
}
