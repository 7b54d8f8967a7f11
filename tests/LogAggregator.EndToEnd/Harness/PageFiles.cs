using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>The page, as a browser fetches it.</summary>
static partial class PageFiles
{
    /// <summary>The page and all that it refers to are there, and what people set on it is kept.</summary>
    public static async Task WorksAsync(Uri service)
    {
        using var connections = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All };
        using var http = new HttpClient(connections);
        http.DefaultRequestHeaders.Add("Accept", "text/html, */*");
        var files = File().Matches(await http.GetStringAsync(service)).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains(files, file => file.EndsWith(".js", StringComparison.Ordinal));
        foreach (var file in files) Assert.NotEmpty(await http.GetStringAsync(new Uri(service, file)));

        const string settings = """{"theme":"dark"}""";
        using var put = await http.PutAsync(new Uri(service, "ui/settings"), new StringContent(settings));
        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal(settings, await SettingsAsync(service));
    }

    public static async Task<string> SettingsAsync(Uri service)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(service, "ui/settings"));
    }

    [GeneratedRegex("""(?:src|href)="([^"]+)""")]
    private static partial Regex File();
}
