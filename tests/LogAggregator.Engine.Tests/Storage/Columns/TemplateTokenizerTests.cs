using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public sealed partial class TemplateTokenizerTests
{
    const string Uuid = "3f2b8c1a-77de-4b0e-9c5d-0123456789ab";

    static readonly string[] Pieces =
        ["", " ", "0", "7", "12345", "a", "user", "_", "-", ".", "é", "ÿ", "0x1f", "a1b", "1a", "a1", "Z9Z", Uuid, Uuid[..23], "abcdefab-1234", new string('w', 70), new string('5', 70)];

    static readonly Gen<string> AnyText = Gen.Int[0, Pieces.Length - 1].Select(number => Pieces[number]).Array[0, 40].Select(string.Concat);

    [Theory]
    [InlineData("user07109 took 12ms", "user# took #ms", "07109 12")]
    [InlineData("id a1b2c3 of v2", "id # of v#", "a1b2c3 2")]
    [InlineData($"order {Uuid} paid", "order # paid", Uuid)]
    [InlineData($"order {Uuid}x paid", "order #-#de-#-#-#abx paid", "3f2b8c1a 77 4b0e 9c5d 0123456789")]
    [InlineData("from 10.0.0.1:80", "from #.#.#.#:#", "10 0 0 1 80")]
    [InlineData("no digit", "no digit", "")]
    [InlineData("", "", "")]
    public void TokensWithDigitsAreVariables(string text, string template, string variables)
    {
        var tokenizer = new TemplateTokenizer();
        Assert.True(tokenizer.TrySplit(Encoding.Latin1.GetBytes(text)));
        Assert.Equal((template, variables), Result(tokenizer, text));
    }

    [Fact]
    public void AnyTextIsSplitAsItsTokensSay()
    {
        var tokenizer = new TemplateTokenizer();
        AnyText.Sample(text => Assert.Equal(Expected(text), tokenizer.TrySplit(Encoding.Latin1.GetBytes(text)) ? Result(tokenizer, text) : null), threads: 1);
    }

    [Fact]
    public void TextThatHoldsTheHoleHasNoTemplateAndDisturbsNoOther()
    {
        var tokenizer = new TemplateTokenizer();
        Assert.False(tokenizer.TrySplit("a\0b"u8));
        Assert.False(tokenizer.TrySplit("a text that is longer than a vector \0 5"u8));
        Assert.False(tokenizer.TrySplit(new byte[TemplateTokenizer.MaxLength + 1]));
        Assert.True(tokenizer.TrySplit("a 5"u8));
        Assert.Equal(("a #", "5"), Result(tokenizer, "a 5"));
    }

    static (string Template, string Variables) Result(TemplateTokenizer tokenizer, string text)
    {
        var variables = new List<string>();
        foreach (var variable in tokenizer.Variables) variables.Add(text[variable]);
        return (Encoding.Latin1.GetString(tokenizer.Template).Replace('\0', '#'), string.Join(' ', variables));
    }

    static (string Template, string Variables)? Expected(string text)
    {
        var variables = new List<string>();
        var template = VariableOrNumber().Replace(text, match =>
        {
            var variable = match.Groups["variable"];
            variables.Add(variable.Value);
            return match.Value[..(variable.Index - match.Index)] + "#" + match.Value[(variable.Index - match.Index + variable.Length)..];
        });
        return variables.Count <= TemplateTokenizer.MaxVariables ? (template, string.Join(' ', variables)) : null;
    }

    /// <summary>A UUID; a token whose digits stand together at one of its ends; another token that has a digit.</summary>
    [GeneratedRegex("""
        (?<! [0-9A-Za-z_\x80-\xFF] ) (?: (?<variable> (?= [a-fA-F]{0,7} [0-9] ) [0-9a-fA-F]{8} - [0-9a-fA-F]{4} - [0-9a-fA-F]{4} - [0-9a-fA-F]{4} - [0-9a-fA-F]{12} )
        | (?<variable> [0-9]+ ) [A-Za-z_\x80-\xFF]*
        | [A-Za-z_\x80-\xFF]+ (?<variable> [0-9]+ )
        | (?<variable> [A-Za-z_\x80-\xFF]* [0-9] [0-9A-Za-z_\x80-\xFF]* ) ) (?! [0-9A-Za-z_\x80-\xFF] )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex VariableOrNumber();
}
