using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Every call ends when its token is canceled, with that token on the exception and never disguised as a failure.</summary>
public sealed class CancellationTests
{
    private readonly FakeService _service = new();
    private readonly CancellationTokenSource _cancellation = new();

    [Test]
    public async Task A_call_under_way_ends_with_the_token_of_the_caller()
    {
        _service.Respond(async _ =>
        {
            await _cancellation.CancelAsync();
            return await new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        var exception = await Assert.CatchAsync<OperationCanceledException>(() =>
            _service.Client().Teams.GetAsync(1, cancellationToken: _cancellation.Token)
        );

        Assert.That(exception.CancellationToken, Is.EqualTo(_cancellation.Token));
        Assert.That(_service.Sent, Has.Count.EqualTo(1), "A canceled call is not repeated.");
    }

    [Test]
    public void Reading_a_body_that_never_ends_can_be_canceled()
    {
        _service.Respond(_ => new HttpResponseMessage { Content = new StreamContent(new EndlessStream(_cancellation)) });

        Assert.That(
            () => _service.Client().Teams.GetAsync(1, cancellationToken: _cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public async Task The_wait_before_a_retry_can_be_canceled()
    {
        var clock = new ManualTimeProvider();
        _service.Respond(503, "", "text/html", ("Retry-After", "7"));
        var call = _service.Client(options => options.TimeProvider = clock).Teams.GetAsync(1, cancellationToken: _cancellation.Token);
        await clock.WaitingFor(TimeSpan.FromSeconds(7));
        await _cancellation.CancelAsync();

        Assert.That(
            () => call,
            Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(_cancellation.Token)
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_enumeration_ends_by_the_token_of_the_list()
    {
        Assert.That(() => EnumerateAsync(_cancellation.Token, default), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_enumeration_ends_by_the_token_of_the_loop()
    {
        Assert.That(() => EnumerateAsync(default, _cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_enumeration_with_both_tokens_ends_by_either(bool byList)
    {
        using var other = new CancellationTokenSource();

        Assert.That(
            () => EnumerateAsync(byList ? _cancellation.Token : other.Token, byList ? other.Token : _cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_handler_that_gives_up_is_not_reported_as_a_cancellation()
    {
        // This is how SocketsHttpHandler reports its own ConnectTimeout.
        _service.Fail(new TaskCanceledException("connect", new TimeoutException())).Respond(200, """{"id":1}""");

        Assert.That(async () => (await _service.Client().Teams.GetAsync(1, cancellationToken: _cancellation.Token)).Id, Is.EqualTo(1));
    }

    [Test]
    public void A_handler_that_gives_up_on_a_creation_is_a_lost_connection()
    {
        _service.Fail(new TaskCanceledException("connect", new TimeoutException()));

        Assert.That(() => _service.Client().Contacts.CreateAsync(new()), Throws.TypeOf<ApiConnectionException>());
    }

    [TearDown]
    public void Dispose()
    {
        _service.Dispose();
        _cancellation.Dispose();
    }

    private async Task EnumerateAsync(CancellationToken list, CancellationToken loop)
    {
        _service.Page(1, 20, "20").Page(21, 20, null);
        await foreach (var contact in _service.Client().Contacts.ListAsync(null, list).WithCancellation(loop))
        {
            if (contact.Id == 20)
            {
                await _cancellation.CancelAsync();
            }
        }
    }

    /// <summary>Gives a byte, then waits for ever.</summary>
    private sealed class EndlessStream(CancellationTokenSource cancelOnSecondRead) : Stream
    {
        private int _reads;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_reads++ == 0)
            {
                buffer.Span[0] = (byte)'{';
                return 1;
            }

            await cancelOnSecondRead.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
