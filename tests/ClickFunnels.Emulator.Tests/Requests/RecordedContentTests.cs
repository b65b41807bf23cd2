using System.Text;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Requests;

namespace ClickFunnels.Emulator.Tests.Requests;

/// <summary>The log keeps bodies and headers of both halves, within bounds and without secrets.</summary>
public sealed class RecordedContentTests
{
    private const string Unrecorded = "the request breaks the contract";

    [Test]
    public async Task Both_halves_are_kept_with_their_violations()
    {
        await using var api = await Api.StartAsync(unrecorded: Unrecorded);

        await api.PostAsync($"{api.Workspace}/contacts?page=2", new { contact = new { first_name = "Ada", last_nam = "L" } });

        var request = api.Emulator.Requests.Single();
        Assert.That(request.Body!.Text, Is.EqualTo("""{"contact":{"first_name":"Ada","last_nam":"L"}}"""));
        Assert.That((request.Body.Length, request.Body.ContentType), Is.EqualTo((47L, "application/json; charset=utf-8")));
        Assert.That(request.ResponseBody!.Text, Does.Contain("\"first_name\":\"Ada\""));
        Assert.That(request.ResponseHeaders["content-type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(request.Duration, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(request.ToString(), Does.Not.Contain("Ada"));
        Assert.That(request.Violations.Select(one => one.Where), Is.EqualTo(new[] { "query page", "body contact.last_nam" }));
        Assert.That(request.Violations[1].Message, Is.EqualTo("There is no such field here. Did you mean last_name?"));
    }

    [Test]
    public async Task Requests_that_are_refused_or_cut_have_no_body_or_response()
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Faults.Add("createContacts", Fault.CutAfter());
        var contact = new { contact = new { first_name = "Ada" } };

        Assert.That(() => api.PostAsync($"{api.Workspace}/contacts", contact), Throws.InstanceOf<HttpRequestException>());
        api.Token = "wrong";
        await api.PostAsync($"{api.Workspace}/contacts", contact);

        var requests = api.Emulator.Requests;
        Assert.That(requests.Select(one => one.Body is null), Is.EqualTo(new[] { false, true }));
        Assert.That(requests.Select(one => one.ResponseBody is null), Is.EqualTo(new[] { true, false }));
        Assert.That(requests.SelectMany(one => one.Violations), Is.Empty);
    }

    [TestCase(
        "application/json",
        """{"member":{"password":"p","x":[1,true,null],"Access_Key":[{"a":"b","c":7,"d":false}],"n":{"token":{}}},"secret":5,"e":""}""",
        """{"member":{"password":"[redacted]","x":[1,true,null],"Access_Key":[{"a":"[redacted]","c":"[redacted]","d":false}],"""
            + "\"n\":{\"token\":{}}},\"secret\":\"[redacted]\",\"e\":\"\"}"
    )]
    [TestCase("application/x-www-form-urlencoded", """ {"accessUrl": "https://x"} """, """{"accessUrl":"[redacted]"}""")]
    [TestCase(
        "application/x-www-form-urlencoded",
        "a=1&client_secret=x=y&b&my%54oken=2",
        "a=1&client_secret=[redacted]&b&my%54oken=[redacted]"
    )]
    [TestCase("application/json", """{"secret":"x","a":1,}""", """{"secret":"[redacted]","a":1…""")]
    [TestCase("application/json", """{"secret":"x""", """{"secret":…""")]
    [TestCase(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nx\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--",
        """{"password":"[redacted]","a":"1"}"""
    )]
    [TestCase("multipart/form-data", "--b\r\npassword", null)]
    [TestCase("text/html; charset=utf-8", "<p>token=1</p>", "<p>token=1</p>")]
    [TestCase("application/json", "\u00ff", "\u00ff")]
    public void Secrets_are_not_shown(string contentType, string body, string? shown)
    {
        var mask = new BodyMask(Platforms.Named("simvoly").Contract.Secrets);

        Assert.That(mask.Show(Encoding.UTF8.GetBytes(body), contentType), Is.EqualTo(shown));
    }

    [Test]
    public void Bytes_that_are_not_text_and_depth_without_end_are_not_shown()
    {
        var mask = new BodyMask(Platforms.Named("simvoly").Contract.Secrets);

        Assert.That(mask.Show([(byte)'{', 0xff], "application/json"), Is.Null);
        Assert.That(mask.Show(Encoding.UTF8.GetBytes(new string('[', 60_000)), null), Is.EqualTo(new string('[', 64) + "…"));
    }

    // A field that becomes secret in a contract is added here on purpose.
    [TestCase("clickfunnels", "secret", "webhook_secret", "webhook_secret_last_four")]
    [TestCase("simvoly", "accessUrl", "password", "secret", "token")]
    [TestCase("elasticfunnels", "download_url", "recaptcha_secret_key")]
    public void The_contract_names_secrets(string api, params string[] names) =>
        Assert.That(Platforms.Named(api).Contract.Secrets.Names, Is.EquivalentTo(names));

    [Test]
    public async Task Secrets_of_a_query_are_not_kept()
    {
        await using var api = await Api.StartAsync(unrecorded: Unrecorded);

        await api.GetAsync("/teams?access_token=abc&x=1");

        Assert.That(api.Emulator.Requests.Single().Query, Is.EqualTo("?access_token=[redacted]&x=1"));
    }

    [Test]
    public async Task Bodies_are_bounded_each_and_in_all()
    {
        await using var api = await Api.StartAsync(unrecorded: Unrecorded);
        var large = new string('x', 60_000);
        var count = (RequestLog.MaxBodyBytes / 60_000) + 10;

        await api.PostAsync($"{api.Workspace}/contacts", $"{{\"contact\":{{\"first_name\":\"{new string('x', 70_000)}\"}}}}");
        for (var index = 0; index < count; index++)
        {
            await api.PostAsync("/nowhere", large);
            await api.PostAsync($"{api.Workspace}/contacts", large);
        }

        var requests = api.Emulator.Requests;
        var kept = requests.Where(one => one.Body?.Text is not null).ToList();
        Assert.That(requests[0].Body!.Text, Is.Null);
        Assert.That(requests[0].Body!.Length, Is.GreaterThan(70_000));
        Assert.That(
            kept.Sum(one => one.Body!.Length + (one.ResponseBody?.Length ?? 0)),
            Is.InRange(RequestLog.MaxBodyBytes - 200_000, RequestLog.MaxBodyBytes)
        );
        Assert.That(kept, Has.Count.LessThan(count));
        Assert.That(kept[^1].Number, Is.EqualTo(requests[^1].Number));
        Assert.That(requests.First(one => one.Number == 3).Violations, Is.Empty, "a body that is gone is not checked");
    }
}
