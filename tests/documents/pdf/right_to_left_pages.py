"""Made-up pages that run from right to left, and pages where both ways meet."""

from __future__ import annotations

from hru_advocate.documents.blocks import (
    AnswerBlock,
    BlankField,
    Chart,
    Contact,
    Contacts,
    Drawing,
    Heading,
    Item,
    Items,
    Label,
    Notice,
    Page,
    Paragraph,
    Phrases,
    PocketCard,
    Quote,
    Run,
    Stroke,
    Table,
)

URDU = Page(
    title="میرا منصوبہ",
    language="ur",
    phrases=Phrases("صفحہ {page} از {pages}", "نوٹ", "احتیاط کریں", "خطرہ"),
    footer="اسے محفوظ جگہ رکھیں",
    blocks=(
        Heading("میرا منصوبہ", 1),
        Paragraph((Run("23 نومبر 2026 کو بنایا گیا · 7 دسمبر تک دوبارہ دیکھیں", "quiet", "ur"),)),
        Quote("”میں دوبارہ بغیر پیچھے دیکھے کتے کے ساتھ سیر کرنا چاہتی ہوں۔“"),
        Heading("ہنگامی صورت میں"),
        Items(
            (
                Item(
                    "999 پر فون کریں۔ اگر میں بول نہ سکوں تو 55 دباؤں گی۔",
                    "میں، کسی بھی وقت",
                    "یا 01632 960123 (24 گھنٹے)",
                ),
                Item("اگر محفوظ ہو تو میں باہر جاؤں گی اور Sam Example کو فون کروں گی، پھر پولیس کو۔", "میں"),
                Item(
                    (Run("دروازہ بند رکھوں گی۔", language="ur"), Run("\n◇ I keep the door locked.", "quiet")),
                    "پولیس، 27 نومبر تک",
                ),
            )
        ),
        Heading("فون نمبر"),
        Contacts(
            (
                Contact("ہنگامی", "999", "کسی بھی وقت", under="اگر بول نہ سکوں تو 55"),
                Contact("Made-up Helpline", "01632 960 123", "14 نومبر 2026 کو چیک کیا"),
                Contact("رات کی لائن", "+44 20 7946 0407"),
            )
        ),
        Notice("وہ ڈاک پڑھتا ہے۔ خط نہ لکھیں۔", "caution"),
        Table(
            ("کب", "کیا ہوا", "ثبوت"),
            (
                ("3 نومبر 2026", "گھر کے باہر گاڑی، 10 منٹ (سفید Ford)", "تصویر"),
                ("14:30", "اُس نے کہا: “I will find you.”", "فون"),
            ),
            (0.2, 0.6, 0.2),
        ),
        Chart(
            "رابطے، ہفتہ وار",
            "نومبر میں تین رابطے۔",
            Drawing(
                400,
                40,
                9,
                (Stroke(0, 20, 400, 20), Label(0, 34, "3 نومبر", 80), Label(400, 34, "30 نومبر (Sam)", 90, "end")),
            ),
        ),
        BlankField("آپ سے کیسے رابطہ کریں؟", choices=("فون", "ٹیکسٹ", "ای میل"), lines=1),
    ),
)

ARABIC = Page(
    title="خطتي",
    language="ar",
    phrases=Phrases("صفحة {page} من {pages}", "ملاحظة", "تنبيه", "خطر"),
    carrier="a4_large",
    marking="OFFICIAL-SENSITIVE",
    blocks=(
        Heading("خطتي", 1),
        Quote("«أريد أن أمشي مع كلبي مرة أخرى دون أن ألتفت خلفي.»"),
        Items(
            (
                Item("أتصل بالرقم 999. إذا لم أستطع الكلام أضغط 55.", "أنا", "أو 01632 960123 (٢٤ ساعة)"),
                Item("مُحَمَّد يعرف من لا يُسمح له بالدخول.", "المناصرة"),
            )
        ),
        Contacts((Contact("الطوارئ", "999", "في أي وقت"), Contact("خط الليل", "020 7946 0407", ""))),
        AnswerBlock("ما أكثر ما يقلقك؟", "ينتظر في الخارج\nكل يوم جمعة.", quote=True, help="كلماتها"),
        Notice("يقرأ بريدها. لا تكتبوا.", "danger"),
        Paragraph((Run("An English paragraph stands from the left (as it should)."),)),
    ),
)

MIXED = Page(
    title="Plan",
    blocks=(
        Heading("My plan", 1),
        Quote("اگر وہ آئے تو میں 999 پر فون کروں گی (01632 960123) اور Sam کے گھر جاؤں گی جب تک پولیس نہ آئے۔ " * 2),
        Paragraph(
            (
                Run("She said “"),
                Run("اگر وہ آئے تو فون کروں گی۔", language="ur"),
                Run("” twice; the word "),
                Run("שלום (עֲלֵיכֶם)", "strong", "he"),
                Run(" stood on the door, and می‌خواهم under it."),
            )
        ),
        Items((Item("Ring سلمان on 01632 960123 (work), then my sister", "me"), Item("سلمان کو فون کریں", "میں"))),
        Notice("وہ ڈاک پڑھتا ہے۔", "caution"),
        Table(("When", "کیا ہوا"), (("3 Nov", "Car outside (سفید), 10 minutes"),), (0.3, 0.7)),
        PocketCard(("پہلے باہر",), (("ابھی", "999"),)),
    ),
)

CARDS = Page(
    title="کارڈ",
    language="ur",
    phrases=URDU.phrases,
    carrier="card",
    blocks=(
        PocketCard(
            ("پہلے باہر، پھر فون", "ہر دن الگ راستہ", "Sam سے پوچھیں"),
            (("ابھی", "999, 55"), ("دانتوں کا ڈاکٹر", "020 7946 0107"), ("رات", "01632 960 247")),
        ),
        PocketCard(
            ("پہلے باہر، پھر فون۔ اور کسی ایسے شخص کو بتائیں جس پر بھروسہ ہو کہ آپ نے کیا دیکھا۔",) * 5,
            (("ابھی", "999, 55"), ("رات", "01632 960 247")),
        ),
    ),
)

PAGES = {"Urdu": URDU, "Arabic": ARABIC, "mixed": MIXED, "Urdu cards": CARDS}
