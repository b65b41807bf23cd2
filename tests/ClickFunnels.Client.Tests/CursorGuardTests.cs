using ClickFunnels.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Tests;

/// <summary>A list whose cursor runs in a circle ends with an error, not never.</summary>
public sealed class CursorGuardTests
{
    private readonly FakeService _service = new();

    [Test]
    public void A_cursor_that_repeats_is_an_error()
    {
        _service.Page(1, 20, "20").Page(1, 20, "20");

        Assert.That(
            () => _service.Client().Contacts.ListAsync().ToListAsync(),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("a cursor repeats")
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_cursor_that_is_the_one_of_the_start_fails_at_once()
    {
        _service.Page(1, 20, "20");

        Assert.That(
            () => _service.Client().Contacts.ListAsync(new() { After = "20" }).ToListAsync(),
            Throws.TypeOf<ApiResponseException>()
        );
    }

    [Test]
    public void A_circle_of_any_length_is_noticed_soon()
    {
        Prop.ForAll(
                Gen.Choose(0, 30).ToArbitrary(),
                Gen.Choose(1, 30).ToArbitrary(),
                static (tail, circle) =>
                {
                    var guard = new CursorGuard(null);
                    var most = 4 * (tail + circle + 1);
                    for (var page = 0; page < most; page++)
                    {
                        var cursor = page < tail ? page : tail + ((page - tail) % circle);
                        try
                        {
                            guard.Check($"c{cursor}");
                        }
                        catch (ApiResponseException)
                        {
                            return page >= tail + circle;
                        }
                    }

                    return false;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
    }

    [Test]
    public void Cursors_that_move_are_never_blamed()
    {
        var guard = new CursorGuard("0");
        for (var page = 1; page < 10_000; page++)
        {
            guard.Check($"{page}");
        }

        Assert.That(() => guard.Check(null), Throws.Nothing);
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
