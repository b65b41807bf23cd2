using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Exchanges are written whole, without tokens, and not when a fault struck.</summary>
public sealed class TrafficFolderTests
{
    [Test]
    public async Task Exchanges_are_written_without_the_token_and_without_faults()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await using var api = await Api.StartAsync(configure: options => options.TrafficFolder = Path.Combine(folder.FullName, "new"));
            var made = await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "A" } });
            api.Emulator.Faults.Add("getContacts", Fault.RateLimit(TimeSpan.FromSeconds(1)));
            await api.GetAsync($"/contacts/{made["id"]}");
            await api.DeleteAsync($"/contacts/{made["id"]}");
            await api.PostAsync($"{api.Workspace}/contacts", "{\"contact\":");

            var texts = folder
                .GetFiles("*.json", SearchOption.AllDirectories)
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => File.ReadAllText(file.FullName))
                .ToList();
            var exchanges = texts.ConvertAll(text => JsonNode.Parse(text)!);
            Assert.That(texts, Has.None.Contains(api.Token).And.None.Contains("Authorization"));
            Assert.That(
                exchanges.Select(exchange => exchange["response"]!["status"]!.GetValue<int>()),
                Is.EqualTo(new[] { 201, 204, 400 })
            );
            Assert.That(exchanges[0]["request"]!["body"]!.ToJsonString(), Is.EqualTo("""{"contact":{"first_name":"A"}}"""));
            Assert.That(exchanges[0]["request"]!["url"]!.ToString(), Is.EqualTo($"/api/v2{api.Workspace}/contacts"));
            Assert.That(exchanges[0]["response"]!["body"]!["first_name"]!.ToString(), Is.EqualTo("A"));
            Assert.That(exchanges[1]["response"]!["body"], Is.Null);
            Assert.That(exchanges[2]["request"]!["bodyText"]!.ToString(), Is.EqualTo("{\"contact\":"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
