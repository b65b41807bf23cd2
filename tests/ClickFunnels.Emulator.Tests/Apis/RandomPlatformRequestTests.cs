using System.Net.Http.Headers;

namespace ClickFunnels.Emulator.Tests.Apis;

/// <summary>No request makes the further emulators fail, and every response is as their contract says.</summary>
public sealed class RandomPlatformRequestTests
{
    private const int RequestsPerWorld = 600;

    [Test]
    public async Task Never_fail_the_emulator([Values("simvoly", "elasticfunnels")] string api, [Values(1, 2, 3)] int seed)
    {
        await using var emulated = await PlatformApi.StartAsync(api, recorded: false);
        var store = emulated.Emulator.Store;
        Dictionary<string, long> ids;
        lock (store.Gate)
        {
            ids = store.All.GroupBy(record => record.Resource).ToDictionary(group => group.Key, group => group.First().Id);
        }

        var random = new Random(seed);
        var requests = new RandomRequests(emulated.Contract.Operations, ids, random, Identify);
        for (var index = 0; index < RequestsPerWorld; index++)
        {
            var request = requests.Next();
            using var content = Content(request);

            var reply = await emulated.SendAsync(request.Operation.Method, request.Path, content);

            Assert.That(reply.Status, Is.LessThan(500), $"{request}: {reply.Text}");
        }

        string? Identify(string resource)
        {
            lock (store.Gate)
            {
                return store.Of(resource) is [var first, ..] ? emulated.Identifier(first) : null;
            }
        }

        ByteArrayContent? Content(RandomRequest request)
        {
            if (request.Body is not { } body)
            {
                return null;
            }

            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (request.Operation.TakesForms && random.Next(2) == 0)
            {
                content.Headers.Remove("Content-Type");
                content.Headers.TryAddWithoutValidation("Content-Type", Forms[random.Next(Forms.Length)]);
            }

            return content;
        }
    }

    private static readonly string[] Forms =
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=\"{\"",
        "multipart/form-data; charset=none; boundary=" + new string('b', 300),
    ];

    [TestCase("--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--\r\n")]
    [TestCase("--x\r\n\r\nno headers\r\n--x--\r\n")]
    [TestCase("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.png\"\r\n\r\n1\r\n--x--\r\n")]
    [TestCase("--x\r\nContent-Disposition: form-data; name=\"variants\"\r\n\r\n[{\"a\":\r\n--x--\r\n")]
    [TestCase("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n\xff\r\n--x--\r\n")]
    [TestCase("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nnever ends")]
    public async Task Damaged_forms_are_refused(string form)
    {
        await using var emulated = await PlatformApi.ElasticFunnelsAsync(recorded: false);
        foreach (var path in (string[])["/products", "/file-manager/upload-file", "/file-manager/bulk-upload-files"])
        {
            using var content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(form));
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

            var reply = await emulated.PostAsync(emulated.Brand + path, content);

            Assert.That(reply.Status, Is.AnyOf(201, 400, 422), reply.Text);
            Assert.That(reply.Text, Does.Not.Contain(".."));
        }
    }
}
