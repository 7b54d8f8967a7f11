using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace LogAggregator.EndToEnd.Page;

/// <summary>What the browser downloaded.</summary>
static class Files
{
    public static async Task<string> TextAsync(IDownload file)
    {
        await using var stream = await file.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
