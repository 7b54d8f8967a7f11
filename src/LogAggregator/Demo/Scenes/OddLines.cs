using System;
using System.Globalization;
using System.Text;
using LogAggregator.Collect.Docker.Lines;

namespace LogAggregator.Demo.Scenes;

/// <summary>Lines that a page or a parser can trip over, once each, and the gap in the web front's log.</summary>
sealed class OddLines : Scene
{
    /// <summary>Bytes of the long line: near the limit of 1 MiB, and under it.</summary>
    public const int LongLineBytes = 1_000_000;

    public OddLines(DemoDay day, Random random)
        : base(day, random) => Next = day.HasEvents ? day.Start : DateTimeOffset.MaxValue;

    public override void Play(DemoOutput output)
    {
        var gap = Day.Gap;
        output.Lose(gap.To, DemoContainers.Web, GapRecord.Between(GapReason.Rotation, DemoPrint.NsOf(gap.From), DemoPrint.NsOf(gap.To)));
        Print(output, 95, DemoContainers.SecondApi, LongLine);
        Print(output, 70, DemoContainers.FirstApi, Markup);
        Print(output, 50, DemoContainers.Automation, Wide);
        Print(output, 30, DemoContainers.Mqtt, Broken);
        Next = DateTimeOffset.MaxValue;
    }

    void Print(DemoOutput output, int minutesBeforeEnd, DemoContainer container, Func<DateTimeOffset, byte[]> line)
    {
        var time = Day.End - TimeSpan.FromMinutes(minutesBeforeEnd);
        output.Print(time, container, line(time));
    }

    byte[] LongLine(DateTimeOffset time)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $$"""{"timestamp":"{{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","level":"warn","message":"The body of the request is unusually large","path":"/api/orders/import","body":""");
        var body = new byte[(LongLineBytes - head.Length - 3) / 4 * 3];
        Random.NextBytes(body);
        return Encoding.ASCII.GetBytes($$"""{{head}}"{{Convert.ToBase64String(body)}}"}""");
    }

    static byte[] Markup(DateTimeOffset time) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"timestamp":"{{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","level":"warn","message":"Review refused: <script>alert('demo')</script> <img src=x onerror=\"alert(1)\"> &amp; <b>bold</b>","path":"/api/reviews","status":422,"user":"<i>mallory</i>"}"""));

    static byte[] Wide(DateTimeOffset time) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss.fff} INFO (MainThread) [automation.voice] 「居間の電気をつけて」 verstanden 👍🏽 👩‍👩‍👧 مرحبا — ａｂｃ — 🏠🔥"));

    /// <summary>Latin-1 in the middle, and a sequence that ends too soon.</summary>
    static byte[] Broken(DateTimeOffset time) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeSeconds()}: Client k")), 0xFC, .. "che sent a payload that is no text: "u8, 0xE2, 0x82, 0xFF, 0xFE];
}
