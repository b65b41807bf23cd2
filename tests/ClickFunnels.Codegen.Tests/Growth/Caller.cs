#nullable enable
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using CityLibrary;
using ClickFunnels.Core;

/// <summary>A user's program: it uses the library client in all the ways that a caller may.</summary>
public static class Caller
{
    public static async Task<string> RunAsync(HttpMessageHandler handler, CancellationToken token)
    {
        var results = new List<string>();
        using var client = new LibraryClient(
            new LibraryClientOptions
            {
                AccessToken = "t",
                UserAgent = "Caller/1.0",
                BranchId = 3,
                HttpHandler = handler,
            }
        );

        // Positional, named, in another order, with and without options.
        var book = await client.Books.GetAsync(7);
        results.Add(Text(book));
        results.Add(Text(await client.Books.GetAsync(7, cancellationToken: token)));
        results.Add(Text(await client.Books.GetAsync(7, null, token)));
        var getOptions = new BooksGetOptions { Headers = { ["X-A"] = "1" } };
        results.Add(Text(await client.Books.GetAsync(id: "ab", options: getOptions, cancellationToken: token)));
        results.Add(Text(await client.Books.GetAsync(cancellationToken: token, id: 7)));
        var newBook = new BookCreate
        {
            Title = "Momo",
            Status = BookStatus.OnShelf,
            Tags = ["a"],
        };
        results.Add(Text(await client.Books.CreateAsync(newBook, cancellationToken: token)));
        results.Add(Text(await client.Books.UpdateAsync(7, book: new() { Pages = 3 }, new(), token)));
        results.Add((await client.Books.RenewAsync(7, cancellationToken: token)).Id.ToString());
        var renewOptions = new BooksRenewOptions { OnResponse = response => results.Add(response.StatusCode.ToString()) };
        results.Add((await client.Books.RenewAsync(7, renewOptions)).Status?.Value ?? "none");
        results.Add(
            (
                await client.Books.ReserveAsync(
                    7,
                    new()
                    {
                        Body = new() { MemberId = 9 },
                        Notify = true,
                    }
                )
            ).Id.ToString()
        );
        await client.Books.DeleteAsync(7, cancellationToken: token);

        var filter = new BookFilter { Status = [BookStatus.Lost, "burnt"], Available = true };
        var filtered = new BooksListOptions { Sort = BookSort.Title, Where = filter };
        await foreach (var item in client.Books.ListAsync(filtered, cancellationToken: token))
        {
            results.Add(Text(item));
        }

        results.AddRange((await client.Books.Reviews.ListAsync(7).ToListAsync(token)).Select(review => review.Id.ToString()));
        results.AddRange(
            (await client.Loans.ListAsync(new() { PerPage = 2, Status = "open" }).ToListAsync(token)).Select(loan => loan.Id.ToString())
        );

        using var mock = new MockClient();
        results.Add(Text(await mock.Books.GetAsync(7)));
        results.Add((await mock.Books.ListAsync().ToListAsync(token)).Count.ToString());
        return string.Join("\n", results);
    }

    private static string Text(Book book) =>
        $"{book.Id} {book.Title} {Where(book.Status)} {book.Has("pages")} {book.Pages} {book.ToJson()}";

    private static string Where(BookStatus? status)
    {
        switch (status)
        {
            case "on_shelf":
                return "here";
            case "on_loan":
                return "borrowed";
            case null:
                return "unknown";
            default:
                return "elsewhere";
        }
    }

    private sealed class MockClient : LibraryClient
    {
        public override BooksClient Books { get; } = new MockBooks();
    }

    private sealed class MockBooks : BooksClient
    {
        public override Task<Book> GetAsync(
            ResourceId id,
            BooksGetOptions? options = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(new Book { Id = 1, Title = "Mock " + id });

        public override AsyncPageable<Book> ListAsync(BooksListOptions? options = null, CancellationToken cancellationToken = default) =>
            AsyncPageable.FromPages(new Page<Book>([new() { Id = 1 }], null));
    }
}
