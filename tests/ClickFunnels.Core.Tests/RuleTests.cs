using System.Net.Sockets;
using ClickFunnels.Core.Tests.Support;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Tests;

/// <summary>Rules of records and options before anything is sent, and operations that are sent once.</summary>
public sealed class RuleTests
{
    private readonly FakeLibrary _library = new();

    [Test]
    public async Task Options_that_break_a_rule_are_refused_unless_the_check_is_off()
    {
        _library.Respond(204);
        var options = new LateOptions();

        Assert.That(
            () => SendAsync(options),
            Throws
                .ArgumentException.With.Message.Contains("the options break a rule: late is not early. Correct them")
                .And.Message.Contains("CheckRequiredFields")
        );
        Assert.That(_library.Sent, Is.Empty);

        await SendAsync(options, checks: false);
        Assert.That(_library.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("""{"amount":1}""", true, Description = "a property")]
    [TestCase("""{"amount":"1"}""", false, Description = "a value that does not fit")]
    public async Task A_rule_sees_properties_that_were_read(string json, bool breaks)
    {
        _library.Respond(204);
        var body = JsonConvert.DeserializeObject<Priced>(json)!;

        await RefusesAsync(body, breaks);
    }

    [TestCase("amount", true)]
    [TestCase("other", false)]
    public async Task A_rule_sees_additional_properties(string name, bool breaks)
    {
        _library.Respond(204);
        var body = new Priced();
        body.AdditionalProperties[name] = 1;

        await RefusesAsync(body, breaks);
        Assert.That((body.Amount, body.AdditionalProperties.Count), Is.EqualTo(((long?)null, 1)), "The record itself stays as it is.");
    }

    [Test]
    public void A_rule_of_a_part_is_checked_also_when_the_whole_has_additional_properties()
    {
        var body = new Priced { Part = new Priced { Amount = 1 } };
        Assert.That(() => SendAsync(null, body), Throws.ArgumentException);
        body.AdditionalProperties["other"] = "x";
        Assert.That(() => SendAsync(null, body), Throws.ArgumentException);
        Assert.That(_library.Sent, Is.Empty);
    }

    [Test]
    public void An_operation_that_is_sent_once_is_not_repeated_after_a_lost_response()
    {
        _library.Lose();

        Assert.That(
            () => SendAsync(null, operation: Put.SentOnce()),
            Throws.InstanceOf<ApiConnectionException>().With.Property(nameof(ApiException.MayHaveBeenCarriedOut)).True
        );
        Assert.That(_library.Sent, Has.Count.EqualTo(1));
    }

    [TestCase(500)]
    [TestCase(502)]
    public void An_operation_that_is_sent_once_is_not_repeated_after_a_failure_of_the_service(int status)
    {
        _library.Respond(status);

        Assert.That(() => SendAsync(null, operation: Put.SentOnce()), Throws.TypeOf<ApiServerException>());
        Assert.That(_library.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_operation_that_is_sent_once_is_repeated_when_it_surely_did_not_arrive()
    {
        _library.Respond(static _ => throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)));
        _library.Respond(429).Respond(503).Respond(204);

        await SendAsync(null, operation: Put.SentOnce());

        Assert.That(_library.Sent, Has.Count.EqualTo(4));
    }

    [Test]
    public void The_operation_itself_may_still_be_repeated()
    {
        var once = Put.SentOnce();

        Assert.That((Put.IsSafeToRepeat, once.IsSafeToRepeat, once.SentOnce().IsSafeToRepeat), Is.EqualTo((true, false, false)));
        Assert.That((once.Id, once.Route, once.Method), Is.EqualTo((Put.Id, Put.Route, Put.Method)));
    }

    [TearDown]
    public void Dispose() => _library.Dispose();

    private static readonly Operation Put = new("putShelf", "PUT", "shelf", OperationTraits.OptionalBody);

    private async Task RefusesAsync(Priced body, bool breaks)
    {
        if (breaks)
        {
            await Assert.ThatAsync(
                () => SendAsync(null, body),
                Throws.ArgumentException.With.Message.Contains("Priced breaks a rule: amount is not free.")
            );
        }

        await SendAsync(null, body, checks: !breaks);
        Assert.That(_library.Sent, Has.Count.EqualTo(1));
    }

    private async Task SendAsync(RequestOptions? options, Model? body = null, Operation? operation = null, bool checks = true)
    {
        using var connection = new ApiConnection(
            LibraryApi.WithToken,
            new LibraryClientOptions
            {
                AccessToken = FakeLibrary.Token,
                UserAgent = "LibraryTests/1.0",
                HttpHandler = _library,
                RetryDelay = TimeSpan.Zero,
                CheckRequiredFields = checks,
            }
        );
        var request = new ApiRequest(operation ?? Put) { Options = options, Body = body };
        await new ApiSender(connection, new BranchScope(3)).SendAsync(request, CancellationToken.None);
    }

    private sealed class LateOptions : RequestOptions
    {
        protected override string? BrokenRule() => "late is not early.";
    }

    private sealed class Priced : Model
    {
        private long? _amount;
        private Priced? _part;

        public long? Amount
        {
            get => _amount;
            set => Set(ref _amount, value, 0);
        }

        public Priced? Part
        {
            get => _part;
            set => Set(ref _part, value, 1);
        }

        protected override bool ReadProperty(JsonReader reader, string name) =>
            name == "amount" && reader.TokenType == JsonToken.Integer && Read(reader, out _amount) && MarkAsRead(0);

        protected override void WriteProperties(JsonWriter writer)
        {
            Write(writer, "amount", Amount, 0);
            Write(writer, "part", Part, 1);
        }

        protected override string? BrokenRule() => Amount is not null ? "amount is not free." : null;
    }
}
