namespace ClickFunnels.Migration.Tests.Files;

public sealed class CsvTests
{
    [Test]
    public async Task Rows_of_a_product_form_variants_and_prices()
    {
        using var shop = new Shop().With(
            "products.csv",
            "key;title;images;category_keys;option1_name;option1_value;option2_name;option2_value;"
                + "sku;quantity;amount;currency;interval;cycles;other:Brand;_note;files\n"
                + "door;Door;https://a.example/1.png|https://a.example/2.png;a|b;Size;S;Color;Red;"
                + "D-S-R;3;10.10;EUR;;;Acme;x;https://a.example/x.pdf\n"
                + """
                door;;;;;M;;Red;D-M-R;;11;EUR;;;;;
                door;Door;;;;M;;Red;;;5;EUR;month;12;;;
                door;;;;;M;;Blue;D-M-B;;;;;;;;
                course;Course;;;;;;;C-1;7;99;USD;;;;;
                course;;;;;;;;;;9;USD;month;;;;
                """
        );

        var products = await shop.ProductsAsync();

        Assert.That(shop.Rejected, Is.Empty);
        Assert.That(
            products.Select(Shop.Text),
            Is.EqualTo(
                new[]
                {
                    Shop.Text(
                        new ShopProduct
                        {
                            Key = "door",
                            Title = "Door",
                            Images = ["https://a.example/1.png", "https://a.example/2.png"],
                            CategoryKeys = ["a", "b"],
                            Options = [new("Size", ["S", "M"]), new("Color", ["Red", "Blue"])],
                            Files = [new("https://a.example/x.pdf")],
                            Other = new Dictionary<string, string> { ["Brand"] = "Acme" },
                            Variants =
                            [
                                new ShopVariant
                                {
                                    Values = ["S", "Red"],
                                    Sku = "D-S-R",
                                    Quantity = 3,
                                    Prices = [new ShopPrice { Amount = 10.10m, Currency = "EUR" }],
                                },
                                new ShopVariant
                                {
                                    Values = ["M", "Red"],
                                    Sku = "D-M-R",
                                    Prices =
                                    [
                                        new ShopPrice { Amount = 11, Currency = "EUR" },
                                        new ShopPrice
                                        {
                                            Amount = 5,
                                            Currency = "EUR",
                                            Subscription = new ShopSubscription { Interval = "month", Cycles = 12 },
                                        },
                                    ],
                                },
                                new ShopVariant { Values = ["M", "Blue"], Sku = "D-M-B" },
                            ],
                        }
                    ),
                    Shop.Text(
                        new ShopProduct
                        {
                            Key = "course",
                            Title = "Course",
                            Sku = "C-1",
                            Quantity = 7,
                            Prices =
                            [
                                new ShopPrice { Amount = 99, Currency = "USD" },
                                new ShopPrice
                                {
                                    Amount = 9,
                                    Currency = "USD",
                                    Subscription = new ShopSubscription { Interval = "month" },
                                },
                            ],
                        }
                    ),
                }
            )
        );
    }

    [TestCase("a,Door,Size,S,1,10\na,Gate,,M,2,11", 3, "title", "differs from that in the first row of the product")]
    [TestCase("a,Door,Size,S,1,10\na,,Color,M,2,11", 3, "option1_name", "differs")]
    [TestCase("a,Door,Size,S,1,10\na,,,S,2,11", 3, "sku", "differs from that in the first row of the variant")]
    [TestCase("a,Door,Size,S,1,10\na,,,,2,11", 3, "option1_value", "no value for this option")]
    [TestCase("a,Door,,S,1,10", 2, "option1_name", "no name")]
    [TestCase("a,Door,Size,S,1,\"10,5\"", 2, "variants[0].prices[0].amount", "Expected a number")]
    [TestCase("a,,Size,S,1,10", 2, "title", "missing")]
    [TestCase("a,Door,Size,S,1", 2, null, "5 values, and the header has 6")]
    [TestCase("a,Door,Size,S,1,10,x", 2, null, "7 values, and the header has 6")]
    [TestCase("a,Do\"or,Size,S,1,10", 2, null, "quote")]
    [TestCase(",Door,Size,S,1,10", 2, "key", "missing")]
    public async Task A_contradiction_rejects_the_product(string rows, int line, string? field, string reason)
    {
        using var shop = new Shop().With("products.csv", $"key,title,option1_name,option1_value,sku,amount\n{rows}\nlast,Last,,,,1\n");

        var products = await shop.ProductsAsync();

        Assert.That(products.Select(static product => product.Key), Is.EqualTo(new[] { "last" }));
        Assert.That((shop.Rejection.Field, shop.Rejection.Line), Is.EqualTo((field, (int?)line)));
        Assert.That(shop.Rejection.Reason, Does.Contain(reason));
    }

    [Test]
    public async Task Rows_of_a_product_must_follow_each_other_and_be_complete()
    {
        using var shop = new Shop().With("products.csv", "key,title\na,A\nb,B\na,A\nc,C\nc\nd,D\n");

        Assert.That((await shop.ProductsAsync()).Select(static product => product.Key), Is.EqualTo(new[] { "a", "b", "d" }));
        Assert.That(
            shop.Rejected.Select(static row => (row.Record.Line, row.Record.Field)),
            Is.EqualTo(new (int?, string?)[] { (4, "key"), (6, null), (6, null) })
        );
        Assert.That(shop.Rejected[0].Record.Reason, Does.Contain("in line 2").And.Contain("must follow each other"));
    }

    [TestCase("key,variant_key\na,1\n", "title,")]
    [TestCase("key,option0_name\n", "option0_name")]
    [TestCase("key,option21_name\n", "option21_name")]
    [TestCase("key,Title\n", "Title")]
    [TestCase("key,title,title\n", "appears twice")]
    [TestCase("key,prices\n", "prices")]
    [TestCase("key,other:\n", "other:")]
    [TestCase("title,amount\nDoor,1\n", "no column \"key\"")]
    [TestCase("{\"key\":\"1\"}\n", "no column \"key\"")]
    [TestCase("\u0001\u0002", "no column \"key\"")]
    public async Task Unknown_columns_are_an_error_of_the_file(string text, string part)
    {
        using var shop = new Shop().With("products.csv", text);
        if (part == "title,")
        {
            // Known columns without a title are read, and rejected by row.
            Assert.That(await shop.ProductsAsync(), Is.Empty);
            Assert.That(shop.Rejection.Field, Is.EqualTo("variant_key"));
            return;
        }

        Assert.That(
            async () => await shop.ProductsAsync(),
            Throws.TypeOf<MigrationInputException>().With.Message.StartsWith("products.csv, line 1: ").And.Message.Contains(part)
        );
    }

    [TestCase("yes", true)]
    [TestCase("TRUE", true)]
    [TestCase("0", false)]
    [TestCase("No", false)]
    [TestCase("", null)]
    public async Task Opt_outs_are_read_as_spreadsheets_write_them(string cell, bool? expected)
    {
        using var shop = new Shop().With("contacts.csv", $"key,subscribed\n1,{cell}\n");

        Assert.That((await shop.ContactsAsync()).Single().Subscribed, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_word_that_may_be_an_opt_out_is_never_guessed([Values("unsubscribed", "opted out", "f", " no")] string cell)
    {
        using var shop = new Shop().With("contacts.csv", $"key,subscribed,name\n1,{cell},=cmd|' /C calc'!A0\n");

        Assert.That(await shop.ContactsAsync(), Is.Empty);
        Assert.That(shop.Rejection.Field, Is.EqualTo("subscribed"));
        Assert.That(shop.Rejected[0].Content, Does.Contain("=cmd|' /C calc'!A0"));
    }

    [Test]
    public async Task Lines_are_counted_as_editors_do()
    {
        using var shop = new Shop().With("contacts.csv", "key,name\r\n1,\"two\r\nlines\"\r\n\r\n2,a,b\r\n3,c");

        var contacts = await shop.ContactsAsync();

        Assert.That(contacts.Select(static contact => contact.Name), Is.EqualTo(new[] { "two\r\nlines", "c" }));
        Assert.That(shop.Rejection.Line, Is.EqualTo(5));
    }

    [Test]
    public void An_open_quote_does_not_swallow_a_large_file()
    {
        using var shop = new Shop().With(
            "contacts.csv",
            "key,name\n1,a\n2,\"b\n" + string.Concat(Enumerable.Range(3, 300_000).Select(static number => $"{number},x\n"))
        );

        Assert.That(
            async () => await shop.ContactsAsync(),
            Throws.TypeOf<MigrationInputException>().With.Message.Contains("Check if a quote is not closed.")
        );
    }

    [Test]
    public async Task An_open_quote_rejects_the_rest_of_a_small_file()
    {
        using var shop = new Shop().With("contacts.csv", "key,name\n1,a\n2,\"b\n3,c\n");

        Assert.That(await shop.ContactsAsync(), Has.Count.EqualTo(1));
        Assert.That(shop.Rejection.Line, Is.EqualTo(3));
    }

    [Test]
    public void Other_encodings_are_an_error_of_the_file()
    {
        using var shop = new Shop().With("contacts.csv", [.. "key,name\n1,Gr"u8, 0xF6, .. "\n"u8]);

        Assert.That(
            async () => await shop.ContactsAsync(),
            Throws.TypeOf<MigrationInputException>().With.Message.StartsWith("contacts.csv, line 2: The file is not UTF-8.")
        );
    }

    [Test]
    public void Thousands_of_columns_are_an_error_of_the_file()
    {
        using var shop = new Shop().With(
            "contacts.csv",
            "key" + string.Concat(Enumerable.Range(1, 5_000).Select(static n => $",attribute:{n}"))
        );

        Assert.That(async () => await shop.ContactsAsync(), Throws.TypeOf<MigrationInputException>().With.Message.Contains("columns"));
    }
}
