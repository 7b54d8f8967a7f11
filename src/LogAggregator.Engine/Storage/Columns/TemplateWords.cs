using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// The words of a template that have a variable. No digit stands outside of variables, and no two variables in one word: so each word with a digit is
/// a variable with the letters around it.
/// </summary>
static class TemplateWords
{
    public static void Tell(TemplateSplit split, ITextObserver texts)
    {
        for (var template = 0; template < split.Templates.Count; template++)
        {
            var text = split.Templates[template];
            for (int hole = 0, variable = 0; hole < text.Length; hole++)
            {
                if (text[hole] == TemplateTokenizer.Hole) texts.AddParts(EndingAt(text[..hole]), split.ValuesOf(template, variable++), BeginningAt(text[(hole + 1)..]));
            }
        }
    }

    static ReadOnlySpan<byte> EndingAt(ReadOnlySpan<byte> text)
    {
        var start = text.Length;
        while (start > 0 && char.IsAsciiLetter((char)text[start - 1])) start--;
        while (start > 0 && text[start - 1] == '\\') start--;
        return text[start..];
    }

    static ReadOnlySpan<byte> BeginningAt(ReadOnlySpan<byte> text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiLetter((char)text[end])) end++;
        return text[..end];
    }
}
