using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Searches text that is kept as templates: most templates are decided whole, of others the variables tell the rows.</summary>
/// <param name="templates">Each with a <see cref="TemplateTokenizer.Hole"/> for each variable.</param>
/// <param name="rows">How many rows each has; the last is of those without one.</param>
/// <param name="variables">Of each template; the last has the texts without one.</param>
/// <param name="append">Appends the text of a template's row, by its number among them.</param>
sealed class TemplateSearch(byte[][] templates, int[] rows, Column[][] variables, Action<int, int, ValueList> append)
{
    /// <summary>The rows that may have the needle's text.</summary>
    public TemplateMatches AddHolders(Needle needle)
    {
        var matches = new TemplateMatches(rows);
        for (var number = 0; number < templates.Length; number++)
            AddHolders(number, needle, needle.Automaton.PlacesIn(templates[number], AlphabetsOf(number)), matches);
        var rest = variables[^1][0];
        if (rest.Count > 0) rest.AddHolders(needle, matches.Of(templates.Length));
        return matches;
    }

    /// <summary>The rows that match. The outline knows more of the variables, and leaves most templates out at once.</summary>
    public TemplateMatches Find(ColumnTest test, AskedForms? forms)
    {
        var matches = new TemplateMatches(rows);
        if (forms is not null && !AreOfTemplates(forms.Forms)) forms = null;
        for (var number = 0; number < templates.Length; number++)
            Find(number, forms?.Answers[number] ?? TemplateProbe.Ask(templates[number], AlphabetsOf(number), test), test, matches);
        var rest = variables[^1][0];
        var mayBeInRest = forms is null || Array.Exists(forms.Answers[templates.Length..], answer => answer.Matches != TemplateMatch.None);
        if (rest.Count > 0 && mayBeInRest) rest.Find(test, matches.Of(templates.Length));
        return matches;
    }

    /// <summary>The outline is of these templates.</summary>
    public bool AreOfTemplates(TextForm[] forms)
    {
        if (forms.Length < templates.Length) return false;
        for (var number = 0; number < templates.Length; number++)
        {
            if (forms[number].Rows != rows[number] || !forms[number].Text.AsSpan().SequenceEqual(templates[number])) return false;
        }

        return true;
    }

    void Find(int number, TemplateAnswer answer, ColumnTest test, TemplateMatches matches)
    {
        if (answer.Matches == TemplateMatch.All) matches.AddAll(number);
        if (answer.Matches != TemplateMatch.Rows) return;
        if (test.Needle is { } needle) AddHolders(number, needle, answer.Places, matches);
        else matches.AddAll(number);
        if (matches.IsNone(number)) return;
        var value = new ValueList();
        var found = matches.Of(number);
        foreach (var ordinal in found)
        {
            value.Clear();
            append(number, ordinal, value);
            if (!test.Accepts(value.Bytes)) found.Remove(ordinal);
        }
    }

    /// <summary>Where the needle stands in variables alone, these tell the rows; else each row of the template may have it.</summary>
    void AddHolders(int number, Needle needle, NeedlePlaces places, TemplateMatches matches)
    {
        if (places.Elsewhere) places = needle.Automaton.PlacesIn(templates[number], ExactAlphabetsOf(number));
        if (places.Elsewhere)
        {
            matches.AddAll(number);
            return;
        }

        for (var holes = places.InHoles; holes != 0; holes &= holes - 1)
            variables[number][BitOperations.TrailingZeroCount(holes)].AddHolders(needle, matches.Of(number));
    }

    /// <summary>What may stand in each variable, as far as that is known without decoding it.</summary>
    HoleBytes[] AlphabetsOf(int number) => Array.ConvertAll(variables[number], variable => new HoleBytes(variable.Alphabet));

    HoleBytes[] ExactAlphabetsOf(int number) => Array.ConvertAll(variables[number], variable => new HoleBytes(variable.ExactAlphabet));
}
