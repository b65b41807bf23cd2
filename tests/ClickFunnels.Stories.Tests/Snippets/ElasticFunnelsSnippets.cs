using System.Net;
using System.Text;
using ElasticFunnels;

#pragma warning disable IDE0130 // Both services have a Product, and that of ClickFunnels would be nearer.
namespace Stories.Snippets;

public class ElasticFunnelsSnippets
{
    private const string Secret = "secret-of-a-snippet";

    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47];

    [Test]
    public async Task Create_and_update_a_product()
    {
        var service = new Canned("""{"product":{"id":7,"title":"Linen shirt"}}""");
        using var client = Client(service);
        var picture = Picture;

        var shirt = await client.Products.CreateAsync(
            new ProductCreate
            {
                Code = "linen-shirt",
                Title = "Linen shirt",
                Price = 24.50m,
                Type = ProductType.Physical,
                Classification = ProductClassification.Main,
                ProductFields =
                [
                    new()
                    {
                        Name = "Size",
                        Type = "select",
                        Options = ["S", "M"],
                        Position = 0,
                    },
                ],
                Variants =
                [
                    new() { Option1 = "S", Code = "SHIRT-S" },
                    new()
                    {
                        Option1 = "M",
                        Code = "SHIRT-M",
                        Price = 26,
                    },
                ],
                Image = new FileOrAddress(picture, "shirt.png", "image/png"),
            }
        );

        // The title is always required, also when it does not change.
        await client.Products.UpdateByPostAsync(shirt.Id, new ProductUpdate { Title = "Linen shirt", Price = 22.50m });

        Assert.That(
            service.Types,
            Is.EqualTo(new[] { "POST /api/brands/123/products multipart/form-data", "POST /api/brands/123/products/7 application/json" })
        );
    }

    [Test]
    public async Task Upload_a_file()
    {
        var service = new Canned("""{"HttpCode":201,"file_path":"ef-files/123/assets/media/shirt.png"}""");
        using var client = Client(service);
        var picture = Picture;

        var uploaded = await client.Files.UploadAsync(
            new FileUpload { File = new FileOrAddress(picture, "shirt.png", "image/png"), Path = "media" }
        );
        Console.WriteLine(uploaded.FilePath);

        Assert.That(uploaded.FilePath, Does.EndWith("shirt.png"));
    }

    [Test]
    public void Verify_a_postback()
    {
        var rawBody = """{"event":"refund","event_id":"1","amounts":{"total":-24.50}}"""u8.ToArray();
        var signed = PostbackSignature.Sign(rawBody, Secret, DateTimeOffset.UtcNow);
        var (signature, timestamp, secret) = (signed.Signature, signed.Timestamp, Secret);

        var verifier = new PostbackVerifier(secret);
        if (!verifier.Verify(rawBody, signature, timestamp).IsValid)
        {
            throw new UnauthorizedAccessException();
        }

        var postback = Postback.Parse(rawBody);
        var text = postback.Event?.Value switch
        {
            "purchase" => $"order {postback.Order?.PublicOrderId}",
            "refund" => $"refund of {-postback.Amounts?.Total}",
            var other => $"{other} is not handled here",
        };

        Assert.That(text, Is.EqualTo("refund of 24.50"));
    }

    [Test]
    public void List_products()
    {
        Environment.SetEnvironmentVariable("ELASTICFUNNELS_ACCESS_KEY", null);
        Assert.That(RunAsync, Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("AccessKey"));
    }

    private static async Task RunAsync()
    {
        using var client = new ElasticFunnelsClient(
            new ElasticFunnelsClientOptions
            {
                AccessKey = Environment.GetEnvironmentVariable("ELASTICFUNNELS_ACCESS_KEY"),
                BrandId = 123,
                UserAgent = "AcmeShop/1.0 (ops@acme.example)",
            }
        );

        var brand = await client.Brands.GetAsync();
        await foreach (var product in client.Products.ListAsync())
        {
            Console.WriteLine($"{product.Code}: {product.Price} {product.Currency ?? brand.Currency}");
        }
    }

    private static ElasticFunnelsClient Client(HttpMessageHandler handler)
    {
        return new ElasticFunnelsClient(
            new ElasticFunnelsClientOptions
            {
                AccessKey = "key",
                BrandId = 123,
                UserAgent = "AcmeShop/1.0 (ops@acme.example)",
                HttpHandler = handler,
            }
        );
    }

    private sealed class Canned(string body) : HttpMessageHandler
    {
        public List<string> Types { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var type = request.Content?.Headers.ContentType?.MediaType;
            Types.Add($"{request.Method} {request.RequestUri!.AbsolutePath} {type}".TrimEnd());
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") }
            );
        }
    }
}
