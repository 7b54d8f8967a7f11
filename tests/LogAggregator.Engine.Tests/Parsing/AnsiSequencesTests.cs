using System.Text;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class AnsiSequencesTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b[38;5;196mred\u001b[m on", "red on")]
    [InlineData("a\u001b[2Kb\u001b[1;1Hc", "abc")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b(Btext", "text")]
    [InlineData("\u001bMtext", "text")]
    [InlineData("text\u001b[31", "text")]
    [InlineData("text\u001b", "text")]
    [InlineData("\u001b]never ends", "")]
    [InlineData("\u001b[31", "")]
    [InlineData("é\u001b[1mü", "éü")]
    public void SequencesAreTakenOut(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var destination = new byte[bytes.Length];

        var length = AnsiSequences.Strip(bytes, destination);

        Assert.Equal(expected, Encoding.UTF8.GetString(destination, 0, length));
        Assert.Equal(length, AnsiSequences.Strip(bytes, bytes));
    }
}
